"""From places to articles: sources, pages, and the articles cut out of them."""

from stocktake.collect.cutting import cut
from stocktake.collect.places import sources

__all__ = ["cut", "sources"]
