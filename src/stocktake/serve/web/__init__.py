"""The desk: the register in the browser, and the same records as JSON."""
