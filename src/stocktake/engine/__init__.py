"""Where stages run: over pages here or on all cores, over shards here or on a Spark cluster."""

from stocktake.engine.pages import Engine, Lost, engine_of, here, on_cores

__all__ = ["Engine", "Lost", "engine_of", "here", "on_cores"]
