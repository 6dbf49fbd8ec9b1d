"""What people decide about records, and the rounds that they enter themselves."""

from dataclasses import dataclass
from typing import Literal

from stocktake.model.findings import (
    Seat,
)
from stocktake.model.vocabulary import (
    AnchorPart,
    JudgementAction,
    MechanismKind,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a judged record rested on, with its words and the page it is on."""

    page: str
    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a record rested on when somebody judged it, by which it is found again.

    `part` tells the judged record from the one to be joined with it, the words to be set apart,
    what a disagreement or follow-up is about, and the record that a corrected field names.  `kind`
    is the name of the record's list, `told` what it was called.
    """

    part: AnchorPart
    kind: str
    told: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Undoing:
    """That somebody took a judgement back; `at` is an ISO 8601 moment."""

    by: str
    at: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided; `at` is an ISO 8601 moment.

    `record` is the id that the record had then; `anchors` find it when its id has changed.
    """

    id: str
    record: str
    action: JudgementAction
    field: str | None
    before: str | None
    after: str | None
    reason: str | None
    by: str
    at: str
    anchors: tuple[Anchor, ...] = ()
    undone: Undoing | None = None


@dataclass(frozen=True, slots=True)
class RoundWord:
    """A round as a person enters it, planned or held; `mechanism` is its printed name."""

    standing: Literal["planned", "held"]
    mechanism: str | None
    kind: MechanismKind
    ordinal: int | None
    when: str | None
    place: str | None
    parties: tuple[str, ...]
    delegates: tuple[Seat, ...] = ()
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseWord:
    """A commitment as a person enters it."""

    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    summary: str
    deadline: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person enters of the round `round` at a moment: the round itself, or a commitment."""

    id: str
    round: str
    by: str
    at: str
    told: RoundWord | None = None
    promise: PromiseWord | None = None
