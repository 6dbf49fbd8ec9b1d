"""What a register takes in, holds and tells of its changes."""

from dataclasses import dataclass

from stocktake.model.collected import (
    Article,
    Page,
)
from stocktake.model.entries import (
    Entry,
)
from stocktake.model.judgements import (
    Judgement,
)
from stocktake.model.layers import (
    Report,
)
from stocktake.model.vocabulary import (
    ChangeKind,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Which code and model read an article; `id` stands for all of it.

    `sha256` is that of the model's files, `rules` that of the code, rules and vocabularies.
    """

    id: str
    model: str
    version: str
    sha256: str
    rules: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with all that was read from it: what the register takes in at once."""

    page: Page
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that a register holds at one moment; each list is in the order of its ids.

    `relevant` are the ids of the articles about a dialogue; `rejected` are the entries that a
    person took off the lists; `pending` counts the articles that are
    read but not yet reconciled with the others.
    """

    pages: tuple[Page, ...] = ()
    articles: tuple[Article, ...] = ()
    relevant: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    rejected: tuple[Entry, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    readers: tuple[Reader, ...] = ()
    pending: int = 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a field held before and after a change, in words."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """That a record of a list came, changed or went, at a moment (ISO 8601) and for a cause.

    `name` is what it was called; `fields` tell what is different about one that changed.
    """

    at: str
    cause: str
    change: ChangeKind
    kind: str
    id: str
    name: str | None
    fields: tuple[FieldChange, ...] = ()
