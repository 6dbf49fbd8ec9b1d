"""What passes between the findings and the entries while reports are reconciled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from stocktake.model.collected import (
    Article,
)
from stocktake.model.entries import (
    Entry,
)
from stocktake.model.findings import (
    Reading,
)
from stocktake.model.judgements import (
    Judgement,
)


@dataclass(frozen=True, slots=True)
class Report:
    """An article and what the reader found in it."""

    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class Item:
    """What a layer groups: one finding in the light of the layers before.

    Items that share a key are looked at together.  `body` is the layer's own type as msgspec JSON.
    """

    id: str
    article: str
    keys: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Ground:
    """By what a judgement finds an item: the lists that its record is shown in, name and places."""

    kinds: tuple[str, ...]
    told: str
    spots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What a layer tells the later ones of an article.

    `name` says of what, such as ``"person:Jane Roe"``, with the name as printed; `value` is what
    the layer found of it, such as the id of an entry.
    """

    item: str
    article: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entries that a layer makes of some items, and what later layers need of them."""

    entries: tuple[Entry, ...]
    links: tuple[Link, ...] = ()


class Layer(Protocol):
    """One step of reconciling: it makes items of a report and entries of items.

    Both are pure.  `resolve` takes the items of one or several groups that share no key, in any
    order, and gives each group the same entries whatever stands beside it.
    """

    @property
    def name(self) -> str:
        """Name the layer."""
        ...

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give the items of one report; `links` are those of the layers before, by name."""
        ...

    def ground(self, item: Item) -> Ground:
        """Give by what a judgement finds one of the layer's items."""
        ...

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Give the entries of whole groups of items, in the light of what people decided.

        An item that a judgement rests on bears its key.
        """
        ...
