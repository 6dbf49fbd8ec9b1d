"""Findings to entries, in layers of keyed groups: each layer is pure and sees those before it."""

from stocktake.model import Layer
from stocktake.reconcile.bonds import Bonds
from stocktake.reconcile.kindred import Kindred
from stocktake.reconcile.mechanisms import Mechanisms
from stocktake.reconcile.meetings import Meetings
from stocktake.reconcile.origins import Origins
from stocktake.reconcile.people import People
from stocktake.reconcile.promises import Promises

LAYERS: tuple[Layer, ...] = (
    Origins(),
    People(),
    Mechanisms(),
    Meetings(),
    Promises(),
    Kindred(),
    Bonds(),
)
"""The layers in the order in which they run."""

__all__ = ["LAYERS"]
