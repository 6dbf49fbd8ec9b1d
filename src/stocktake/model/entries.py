"""What the register shows: the entries, field for field those of the exchange format."""

from dataclasses import dataclass

from stocktake.model.collected import (
    Evidence,
)
from stocktake.model.findings import (
    Amount,
)
from stocktake.model.vocabulary import (
    AgreementForm,
    AgreementStatus,
    AssessmentStanding,
    CommitmentKind,
    Delivery,
    DiscrepancyKind,
    Grade,
    JudgementAction,
    Lack,
    MechanismKind,
    MilestoneEdge,
    MilestoneStanding,
    MoneyKind,
    Novelty,
    OriginKind,
    PartyKind,
    ShiftField,
    Specificity,
    Strength,
    Theme,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement as it bears on an entry; one that does not hold gave way to a later one.

    `tool` is what a corrected field would be without it, in words.
    """

    judgement: str
    action: JudgementAction
    field: str | None
    tool: str | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The text that articles go back to."""

    id: str
    kind: OriginKind
    articles: tuple[str, ...]
    why: str
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A state or an organisation of states."""

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An office as an article of a given day gives it."""

    role: str
    organisation: str | None
    party: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a role."""

    id: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NextRound:
    """When and where the next round is to be."""

    when: str | None
    where: str | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What reports tell of an assessment by a standing format, with all who tell it.

    `subjects` are what is assessed, as printed; `when` is the day of the deed where one is told.
    """

    standing: AssessmentStanding
    subjects: tuple[str, ...]
    when: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A line of a format's timetable: a phase, target date or condition, with all who tell it.

    `edge` tells whether `what` begins, ends, lasts until or is due then, None for a condition
    alone.  `round` is the meeting from which the date was counted.  `before` is the earlier date
    of one that was moved.  `standing` is what the last report says; `told` the day of that deed.
    """

    what: str
    phase: int | None
    edge: MilestoneEdge | None
    when: str | None
    when_words: str | None
    condition: str | None
    round: str | None
    before: str | None
    standing: MilestoneStanding
    told: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A standing format; `meetings` are ids in time order.

    `assessments` and `timetable` stand in the order in which they were told and fall due.
    """

    id: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: MechanismKind
    parties: tuple[str, ...]
    parent: str | None
    mandate: tuple[str, ...]
    meetings: tuple[str, ...]
    next: NextRound | None
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    timetable: tuple[Milestone, ...] = ()

    @property
    def hanging(self) -> tuple[Assessment | Milestone, ...]:
        """Give all that hangs on the format: its assessments, then the lines of its timetable."""
        return (*self.assessments, *self.timetable)


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody's seat at one meeting; `person` is the person's id."""

    person: str
    role: str | None
    party: str | None
    head: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """One round, session, visit or call."""

    id: str
    name: str | None
    mechanism: str | None
    ordinal: int | None
    when: str | None
    place: str | None
    parties: tuple[str, ...]
    delegates: tuple[Delegate, ...]
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """What a commitment made again says otherwise than before, as text; None for nothing said."""

    field: ShiftField
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A party binds itself to a future or continuing action."""

    id: str
    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    kind: CommitmentKind
    summary: str
    theme: Theme | None
    deadline: str | None
    deadline_words: str | None
    amount: Amount | None
    condition: str | None
    meeting: str | None
    strength: Strength
    specificity: Specificity
    lacks: tuple[Lack, ...]
    novelty: Novelty
    renews: str | None
    related: tuple[str, ...]
    delivery: Delivery
    grade: Grade | None
    origins: int
    likelihood: float | None
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    shifts: tuple[Shift, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text between parties."""

    id: str
    title: str
    form: AgreementForm
    status: AgreementStatus
    parties: tuple[str, ...]
    when: str | None
    meeting: str | None
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """Assistance or spending with a name or a sum."""

    id: str
    name: str | None
    amount: Amount | None
    money: MoneyKind
    donor: str | None
    recipient: str | None
    when: str | None
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DiscrepancyReading:
    """One of the readings that disagree, at its place in an article."""

    value: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Reports of one thing that disagree, or a wording that cannot be right."""

    id: str
    kind: DiscrepancyKind
    about: str
    readings: tuple[DiscrepancyReading, ...]
    likely: str | None
    why: str
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """A later text that bears on an earlier commitment; not `counted` for a near miss."""

    id: str
    commitment: str
    delivery: Delivery
    counted: bool
    why: str
    by: str
    grade: Grade | None
    evidence: tuple[Evidence, ...]
    rulings: tuple[Ruling, ...] = ()
    entered_by: str | None = None
    entered: tuple[Evidence, ...] = ()


Entry = (
    Origin | Party | Person | Mechanism | Meeting | Commitment | Agreement | Programme
    | Discrepancy | FollowThrough
)  # fmt: skip


def is_rejected(entry: Entry) -> bool:
    """Tell whether the last word on an entry takes it off the lists.

    A follow-up that is rejected stays, as one that was considered and does not count.
    """
    rejects = any(ruling.action == "reject" and ruling.holds for ruling in entry.rulings)
    return rejects and not isinstance(entry, FollowThrough)
