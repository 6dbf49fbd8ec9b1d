"""What reviewers answer to the tool's findings, and what follows from two answers to one question.

An answer is kept for ever; a judgement is made of it when it decides.  With one reader an answer
decides at once.  With two, the first waits, unseen, until somebody else has answered too: the same
answer decides, different ones are shown to both and one of them is taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from stocktake.identity import short_id

Choice = Literal["confirm", "reject", "correct", "merge", "split", "unsure"]
CHOICES: tuple[Choice, ...] = get_args(Choice)

State = Literal["waiting", "differs", "settled", "withdrawn"]
"""Waiting for a second reader; at odds with one; decided, by it or otherwise; taken back."""

Outcome = Literal["decided", "agreed", "waiting", "differs", "unsure", "meanwhile"]
"""What became of an answer; "meanwhile" says that somebody else had decided otherwise."""

Change = tuple[str, str]
"""A corrected field and its value; or "with" and the id to be merged with, "apart" and a place."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reader answered about one record; `at` is an ISO 8601 moment.

    `judgements` are the ids of those that were made of it.
    """

    id: str
    record: str
    by: str
    at: str
    choice: Choice
    changes: tuple[Change, ...]
    reason: str | None
    judgements: tuple[str, ...] = ()
    state: State = "waiting"

    def says_as(self, other: "Answer") -> bool:
        """Tell whether two answers say the same, whatever their reasons."""
        return self.choice == other.choice and set(self.changes) == set(other.changes)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is handed in; `seen` is what the page knew of decisions on the record."""

    record: str
    by: str
    choice: Choice
    changes: tuple[Change, ...] = ()
    reason: str | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions to give: of one kind of records, one party, one mechanism, or all."""

    kind: str | None = None
    party: str | None = None
    mechanism: str | None = None


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule of reading: its name, its file, and the sentences on which its tests try it."""

    name: str
    file: str
    examples: tuple[str, ...]
    counter_examples: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some questions in their order, the most doubtful first, and how many wait in all.

    `is_more` says that they were counted no further than `total`.
    """

    records: tuple[str, ...]
    total: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reader stands: answers given, those they were unsure of, and those at odds."""

    answered: int
    unsure: int
    waiting: int
    differing: tuple[str, ...]


def answer_of(given: Given, at: str) -> Answer:
    """Give the answer that was handed in at a moment, with an id made from all that it says."""
    told = (given.record, given.by, at, given.choice)
    return Answer(
        id=short_id("an", *told),
        record=given.record,
        by=given.by,
        at=at,
        choice=given.choice,
        changes=tuple(sorted(given.changes)),
        reason=given.reason,
    )


def others(answers: Iterable[Answer], by: str) -> tuple[Answer, ...]:
    """Give what others answered and stand by, each person's last word."""
    last = {a.by: a for a in answers if a.state in ("waiting", "differs") and a.choice != "unsure"}
    return tuple(answer for person, answer in last.items() if person != by)
