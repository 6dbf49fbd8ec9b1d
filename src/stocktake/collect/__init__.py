"""From places to articles: sources, pages, and the articles cut out of them."""

from stocktake.collect.cutting import cut
from stocktake.collect.passages import passages_in
from stocktake.collect.places import SHARD_SUFFIXES, sources
from stocktake.collect.web.addresses import is_address

__all__ = ["SHARD_SUFFIXES", "cut", "is_address", "passages_in", "sources"]
