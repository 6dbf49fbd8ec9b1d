"""The entries at rest: what was read, what people decided, and what follows from both."""

from stocktake.register.store import Register, create_or_open, open_existing

__all__ = ["Register", "create_or_open", "open_existing"]
