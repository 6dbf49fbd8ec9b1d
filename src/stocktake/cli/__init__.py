"""The command line: one thin command per verb."""

from stocktake.cli.main import main

__all__ = ["main"]
