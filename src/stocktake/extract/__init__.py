"""Reading: one article in, all that it says out."""
