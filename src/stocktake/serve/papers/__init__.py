"""The desk's papers: brief, matrix, chronology and comparison, each a view with four faces."""
