"""What one article says, as the reader found it."""

from dataclasses import dataclass

from stocktake.model.collected import (
    Evidence,
)
from stocktake.model.vocabulary import (
    AgreementForm,
    AgreementStatus,
    AssessmentStanding,
    CommitmentKind,
    Delivery,
    Lack,
    MechanismKind,
    MeetingStanding,
    MilestoneEdge,
    MilestoneStanding,
    MoneyKind,
    Novelty,
    Specificity,
    Strength,
    Theme,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum: its value in whole units of an ISO 4217 currency."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True)
class PersonFinding:
    """Somebody named in a role.  `name` and `role` are as printed; `mentions` are all places."""

    name: str
    role: str | None
    organisation: str | None
    party: str | None
    mentions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MechanismFinding:
    """A standing format that the article names.

    `parent` is the printed name of the mechanism that set this one up.  `mandate` lists what it is
    to assess or do.  `next_when` and `next_where` are set where the text fixes its next round.
    """

    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: MechanismKind
    parties: tuple[str, ...]
    parent: str | None
    mandate: tuple[str, ...]
    next_when: str | None
    next_where: str | None
    mentions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One delegate as one article seats them: `person` is the printed name."""

    person: str
    role: str | None
    party: str | None
    head: bool


@dataclass(frozen=True, slots=True)
class MeetingFinding:
    """One round, session, visit or call that the article speaks of.

    `standing` tells the meeting the article is about (`main`) from one it recalls or announces; an
    article has at most one `main`.  `mechanism` is the printed name of a `MechanismFinding`.
    `rests_on` holds the words for each field that has some: (field name, evidence).
    """

    standing: MeetingStanding
    name: str | None
    mechanism: str | None
    ordinal: int | None
    when: str | None
    place: str | None
    parties: tuple[str, ...]
    delegates: tuple[Seat, ...]
    evidence: Evidence
    rests_on: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentFinding:
    """A party binds itself to a future or continuing action, in one article's words.

    `core` holds the lemmas that carry the act, for comparing promises.  `deadline_words` and
    `condition` are the printed wording.  `rule` names the rule that found it; `likelihood` is the
    judge's calibrated estimate that a careful reader would call it a commitment, where one ran.
    """

    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    kind: CommitmentKind
    summary: str
    theme: Theme | None
    deadline: str | None
    deadline_words: str | None
    amount: Amount | None
    condition: str | None
    strength: Strength
    specificity: Specificity
    lacks: tuple[Lack, ...]
    novelty: Novelty
    core: tuple[str, ...]
    rule: str
    likelihood: float | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AgreementFinding:
    """A text between parties that the article names or describes."""

    title: str
    acronym: str | None
    form: AgreementForm
    status: AgreementStatus
    parties: tuple[str, ...]
    when: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """Assistance or spending with a name or a sum."""

    name: str | None
    amount: Amount | None
    money: MoneyKind
    donor: str | None
    recipient: str | None
    when: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OutcomeFinding:
    """A sentence saying what became of an earlier promise: held, begun, late, dropped."""

    delivery: Delivery
    parties: tuple[str, ...]
    when: str | None
    core: tuple[str, ...]
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AssessmentFinding:
    """What an article tells of something that a standing format is to assess, or has assessed.

    `format` is the printed name of a `MechanismFinding`; `subjects` are what is assessed, as
    printed.  `when` is the day of what is reported, where the words tell it.
    """

    format: str
    standing: AssessmentStanding
    subjects: tuple[str, ...]
    when: str | None
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Counted:
    """A time counted from a round of a format: "within ninety days of the first meeting"."""

    number: int
    unit: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class MilestoneFinding:
    """A line of the timetable that hangs on a standing format, in one article's words.

    `format` is the printed name of a `MechanismFinding`, None where the article names none on
    which the line could hang.  `what` begins, ends, lasts until or is due then, as printed;
    `phase` is its number where it is a phase with one.  `edge` is None where only a condition is
    told.  `when` is EDTF, `when_words` its wording; `counted` the time from a round that the words
    count from, in which case `when` is None.
    """

    format: str | None
    what: str
    phase: int | None
    edge: MilestoneEdge | None
    standing: MilestoneStanding
    when: str | None
    when_words: str | None
    counted: Counted | None
    condition: str | None
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says, as the reader found it."""

    article: str
    relevant: bool
    parties: tuple[tuple[str, Evidence], ...] = ()
    people: tuple[PersonFinding, ...] = ()
    mechanisms: tuple[MechanismFinding, ...] = ()
    meetings: tuple[MeetingFinding, ...] = ()
    commitments: tuple[CommitmentFinding, ...] = ()
    agreements: tuple[AgreementFinding, ...] = ()
    programmes: tuple[ProgrammeFinding, ...] = ()
    outcomes: tuple[OutcomeFinding, ...] = ()
    assessments: tuple[AssessmentFinding, ...] = ()
    milestones: tuple[MilestoneFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A commitment as a second reader proposes it; nothing of it enters the entries."""

    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    kind: CommitmentKind | None
    deadline_words: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a model, by its name, proposes of one article.

    `dropped` are the quotes that the text does not hold letter by letter, or holds twice.
    """

    article: str
    model: str
    proposals: tuple[Proposal, ...]
    dropped: tuple[str, ...]
