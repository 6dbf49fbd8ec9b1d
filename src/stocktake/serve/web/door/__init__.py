"""Who comes in and what they may do: the address asked for, signing in, forms, and the trail."""
