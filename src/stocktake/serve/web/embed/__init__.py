"""One commitment as a card for other people's pages."""
