"""What a page or an interface asks a register for, and the form of its answers.

The register answers, the desk asks; both know nothing of each other but this and the model.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "articles", "pages", "origins", "parties", "people", "mechanisms", "meetings", "commitments",
    "agreements", "programmes", "discrepancies", "follow_through",
]  # fmt: skip
"""The lists of the exchange format that can be asked for."""

Order = Literal["newest", "oldest", "name", "due", "latest due"]
Standing = Literal["confirmed", "suggested"]

Step = Literal[
    "named",  # the parties, people, meetings, mechanisms and promises that the records name
    "belonging",  # of these the parties, and the records that they belong to
    "meetings",  # the meetings of the mechanisms
    "every meeting",  # the same, however many they are
    "bodies",  # the mechanisms that the mechanisms set up
    "promises",  # the commitments made at the meetings
    "texts agreed",  # the agreements of the meetings
    "outcomes",  # what bears on the commitments
    "lineage",  # the commitments that the commitments renew, and those that renew them
    "disagreements",  # where reports disagree on the records
    "resting",  # what rests on the articles
    "told",  # what the articles tell of earlier promises
    "whole",  # all quotes of the records at hand, which are else cut where they are very many
    "on the page",  # the articles of the pages
    "attended",  # the meetings that the people attended
    "reports",  # the articles that the records rest on, without their texts
    "reports of deeds",  # of these only those that tell what became of promises and timetables
    "texts",  # the same with their texts, and those of the articles at hand
    "origins",  # the origins of the articles
]
"""A way from the records at hand to those beside them."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which records of one kind to list, and in what order; None lets all pass.

    `party` and `mechanism` are ids, `outlet` a printed name, the days EDTF dates.  `after` is the
    `next` of an earlier answer.
    """

    kind: Kind
    party: str | None = None
    mechanism: str | None = None
    theme: str | None = None
    since: str | None = None
    until: str | None = None
    delivery: str | None = None
    strength: str | None = None
    outlet: str | None = None
    readable: Literal["yes", "no"] | None = None
    standing: Standing | None = None
    due_since: str | None = None
    due_until: str | None = None
    order: Order = "newest"
    after: str | None = None
    at_most: int = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids found, in order; `total` counts all up to `COUNTED`; `next` goes on from the last."""

    ids: tuple[str, ...]
    total: int
    next: str | None


COUNTED = 300
"""How far an answer counts: past it there are "more than" so many."""


GATHERING = 12
"""With more parties at it, a meeting does not count as one of any two of them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that words were found in.

    `words` is what is shown of it, and `marked` the places in `words` of what was asked for.
    """

    id: str
    kind: Kind
    words: str
    marked: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Hits among the records, then among the articles; `instead` tells the spellings tried."""

    records: tuple[Hit, ...]
    articles: tuple[Hit, ...]
    instead: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Encounter:
    """How often two parties met in one year: `year` is None where no day is known."""

    one: str
    other: str
    year: str | None
    meetings: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a register holds and how far it can see."""

    pages: int
    unreadable: int
    articles: int
    relevant: int
    newest: str | None
    pending: int
