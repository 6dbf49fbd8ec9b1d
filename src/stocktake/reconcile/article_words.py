"""An article's word on a meeting, a format or a line of a timetable."""

from dataclasses import dataclass

from stocktake.model import (
    AssessmentFinding,
    Evidence,
    MechanismKind,
    MeetingStanding,
    MilestoneFinding,
)
from stocktake.reconcile.articles import published_days
from stocktake.reconcile.periods import Period, period, shifted
from stocktake.reconcile.sketch import folded

_FEW, _MANY = 2, 40
_OF_A_REPORT = frozenset({"finding", "conclusion", "recommendation"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """One delegate: the person's id, and how the article names and seats them.

    `titled` tells whether the article's title names the person.
    """

    person: str
    name: str
    role: str | None
    party: str | None
    head: bool
    mention: Evidence | None = None
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells: the article, when it was published, and the text it goes back to."""

    article: str
    published: str | None
    origin: str
    primary: bool
    outlet: str | None


@dataclass(frozen=True, slots=True)
class MeetingWord:
    """One article's word on one meeting; `people` are all whom the article names.

    `company` are the words by which the title says with whom the meeting is.
    """

    told: Told
    number: int
    standing: MeetingStanding
    name: str | None
    mechanism: str | None
    ordinal: int | None
    when: str | None
    place: str | None
    parties: tuple[str, ...]
    delegates: tuple[Sitting, ...]
    people: tuple[Sitting, ...]
    by_phone: bool
    level: str | None
    evidence: Evidence
    rests_on: tuple[tuple[str, Evidence], ...]
    doubled: tuple[Evidence, ...]
    company: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FormatWord:
    """One article's word on one standing format; `kind` is None for a strange name in its place."""

    told: Told
    mechanism: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: MechanismKind | None
    parties: tuple[str, ...]
    parent: str | None
    mandate: tuple[str, ...]
    next_when: str | None
    next_where: str | None
    mentions: tuple[Evidence, ...]
    assessments: tuple[AssessmentFinding, ...] = ()
    milestones: tuple[MilestoneFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line of a timetable whose article names no format, and the parties it is between."""

    told: Told
    parties: tuple[str, ...]
    line: MilestoneFinding


@dataclass(frozen=True, slots=True)
class Body:
    """What an item of the layer holds: one of the three."""

    meeting: MeetingWord | None = None
    format: FormatWord | None = None
    loose: LooseLine | None = None


def noun_of(line: MilestoneFinding) -> str:
    """Give the noun of what begins or ends: "mission" of "first phase of the military mission".

    Findings, conclusions and recommendations are what a report holds, and one with it.
    """
    noun = line.what.casefold().split()[-1].removesuffix("s")
    return "report" if noun in _OF_A_REPORT else noun


def round_marks(word: MeetingWord) -> tuple[str, ...]:
    """Name a gathering by what a report that leaves some parties out still shares with another.

    That is the number of the round with each party, and the level with the place.
    """
    if len(word.parties) > _MANY:
        return ()
    counted = [f"round:{word.ordinal}:{party}" for party in word.parties if word.ordinal]
    placed = [f"{word.level}:{folded(word.place)}"] if word.level and word.place else []
    return (*counted, *placed)


def gathering_marks(word: MeetingWord) -> tuple[str, ...]:
    """Name a gathering of many by the first and the last of its parties.

    A report that leaves one of them out still shares a name with the others.
    """
    if not _FEW < len(word.parties) <= _MANY:
        return ()
    ends = {*word.parties[:_FEW], *word.parties[-_FEW:]}
    return tuple(f"gathering:{party}" for party in sorted(ends))


def undated_marks(word: MeetingWord) -> tuple[str, ...]:
    """Name a numbered round of many by its place too, for a report may give no day at all."""
    if not word.ordinal or not word.place or not _FEW < len(word.parties) <= _MANY:
        return ()
    return tuple(f"round:{word.ordinal}:{folded(word.place)}:{party}" for party in word.parties)


def days_of(word: MeetingWord) -> Period | None:
    """Give the days on which a meeting may have been, as one article tells.

    A main meeting that bears no date was held in the days before the article was published, or is
    to be in the days after.
    """
    days = period(word.when)
    if days is not None or word.standing != "main":
        return days
    printed = published_days(word.told.published)
    return shifted(printed, 4, 1) if printed else None
