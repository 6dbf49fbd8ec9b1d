"""The entries on show: records of the exchange format, tables, and words for their state."""
