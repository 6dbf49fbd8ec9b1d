"""From findings and judgements to entries, layer by layer."""

from stocktake.model import Layer

LAYERS: tuple[Layer, ...] = ()
"""The layers in their order; later ones look at what earlier ones say of an article."""
