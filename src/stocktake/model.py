"""Every domain type: what is read, what one article says, and what the register holds of it.

Three families, in the order in which a page becomes a record:

* what is collected — `Source`, `Page`, `Article`;
* what one article says — the findings, gathered in a `Reading`;
* what the register shows — the entries, whose fields are those of the exchange format.

All types are frozen.  Unknown is ``None`` or an empty tuple.  Dates are EDTF strings.  A party is
its id: ISO 3166-1 alpha-3 for a state, the usual short name for an organisation.  Positions count
Unicode code points in `Article.text`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, Protocol

from stocktake.identity import short_id

# -- Closed vocabularies of the exchange format -------------------------------------------------

Theme = Literal[
    "security", "training", "counter-terrorism", "military-transition", "arms", "cyber",
    "migration", "organised-crime", "borders", "health", "human-rights", "displacement", "energy",
    "trade", "investment", "labour", "climate", "governance", "culture-education", "maritime",
    "diplomacy",
]  # fmt: skip
CommitmentKind = Literal[
    "pledge", "agree", "reaffirm", "plan", "offer", "launch", "sign", "request", "acknowledged",
]  # fmt: skip
Strength = Literal["binding", "firm", "intent", "second-order"]
Specificity = Literal["verifiable", "partly", "not verifiable"]
Lack = Literal["actor", "act", "date", "quantity"]
Novelty = Literal["new", "renewed", "continued", "unknown"]
Delivery = Literal[
    "no evidence found", "not started", "in progress", "partly", "delivered", "delivered late",
    "lapsed", "withdrawn", "contradicted", "superseded", "not assessable",
]  # fmt: skip
Grade = Literal["primary document", "counterpart", "independent", "own word", "single repost"]
OriginKind = Literal["primary document", "agency report", "own reporting", "unknown"]
PartyKind = Literal["state", "organisation"]
MechanismKind = Literal[
    "dialogue", "commission", "committee", "working group", "mission", "coalition", "framework",
]  # fmt: skip
AgreementForm = Literal[
    "treaty", "memorandum of understanding", "statement of intent", "framework agreement",
    "joint statement", "contract", "other",
]  # fmt: skip
AgreementStatus = Literal["expected", "being drafted", "signed", "in force", "ended"]
MoneyKind = Literal["new", "ongoing", "cumulative"]
DiscrepancyKind = Literal[
    "name", "ordinal", "date", "place", "role", "number", "status", "modality", "scope", "wording",
]  # fmt: skip
MeetingStanding = Literal["main", "recalled", "announced"]
ShiftField = Literal["deadline", "amount", "strength", "condition"]
JudgementAction = Literal["confirm", "reject", "correct", "merge", "split"]
ChangeKind = Literal["added", "changed", "withdrawn"]
AnchorPart = Literal["record", "other", "apart", "about", "value"]


# -- What is collected ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """One page as it was found: its bytes and what its carrier said of it.

    `location` is the path or address as given; an archive's line takes its `url`.  `title` and
    `published` are the carrier's own words (an archive's fields), unparsed.  `retrieved` is the
    moment of retrieval that the carrier itself states (ISO 8601), or that of fetching it from the
    web; nothing but the shown page goes by it.
    """

    location: str
    content: bytes
    media_type: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place that could not be opened, with the reason and the remedy in one sentence."""

    location: str
    problem: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What is remembered of fetching an address, so that it need not be fetched again unchanged.

    `etag` and `last_modified` are the server's own words.  A page has the id `page` and was found
    at `place` in the end; a feed or sitemap has the addresses that it names in `leads` instead.
    `stated` is what a list that named the address said of its last change.
    """

    location: str
    etag: str | None = None
    last_modified: str | None = None
    page: str | None = None
    place: str | None = None
    stated: str | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What was opened or fetched; `problem` says why nothing could be read from it, or is None."""

    id: str
    location: str
    sha256: str | None
    media_type: str | None
    read_at: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words cut from an article by position.  Made by `Article.quote` alone."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of writing on a page, without the page's furniture; its text never changes."""

    id: str
    page: str
    position: int
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    dateline: str | None
    language: str | None
    text: str
    truncated: bool

    def quote(self, start: int, end: int) -> Evidence:
        """Cut the words between two positions; raise ValueError when they lie outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words at {start}:{end} in article {self.id}")
        return Evidence(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text in another language than the article's (BCP 47).

    It follows from the text alone and is kept nowhere; `stocktake.collect.passages_in` gives it.
    """

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A page and the articles cut out of it, in their order on the page."""

    page: Page
    articles: tuple[Article, ...] = ()


# -- What one article says: findings ---------------------------------------------------------------


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


# -- What the register holds: entries, field for field the exchange format -------------------------


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
class Mechanism:
    """A standing format; `meetings` are ids in time order."""

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


# -- Reconciling: what passes between the findings and the entries ---------------------------------

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


def page_id(source: Source) -> str:
    """Give the id of a page, known before it is cut: of all that cutting goes by.

    Two addresses that serve the same bytes are two pages; two copies of a file are one, unless
    their names say that they are of different formats.
    """
    address = "://" in source.location
    place = source.location if address else PurePath(source.location).suffix.lower()
    told = (place, source.media_type or "", source.title or "", source.published or "")
    return short_id("pg", hashlib.sha256(source.content).hexdigest(), *told)


def unreadable_id(location: str) -> str:
    """Give the id of a page that could not even be opened."""
    return short_id("pg", "unreadable", location)


def gap_id(page: str, location: str) -> str:
    """Give the id of a page that was opened and holds nothing that can be read."""
    return short_id("pg", page, location)


def article_id(page: str, position: int, text: str) -> str:
    """Give the id of an article: the same for the same text at the same place on a page."""
    return short_id("a", page, str(position), text)
