"""Stocktake turns press pages about dialogues into a register of who promised what to whom."""
