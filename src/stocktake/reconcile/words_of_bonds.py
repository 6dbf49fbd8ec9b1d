"""What one article says binds the parties, in the light of the meeting it is about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from stocktake.identity import short_id
from stocktake.model import (
    AgreementFinding,
    CommitmentFinding,
    Evidence,
    Item,
    Judgement,
    OutcomeFinding,
    ProgrammeFinding,
    Report,
)
from stocktake.reconcile.meetings import Round, round_of
from stocktake.reconcile.origins import told
from stocktake.reconcile.speaking import speaker_of

_MANY = 12
_SENTENCE = 300
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Setting:
    """Who says it and on which occasion: the article, its origin and the meeting it is about.

    `day` is the meeting's date where it is known, else the article's: an EDTF string.
    `own_reporting` is set where an outlet's own correspondent wrote it.
    """

    article: str
    published: str | None
    origin: str
    primary: bool
    outlet: str | None
    round: Round | None
    day: str | None
    own_reporting: bool = False

    @property
    def meeting(self) -> str | None:
        """Give the id of the meeting that the article is about."""
        return self.round.meeting if self.round else None

    @property
    def mechanism(self) -> str | None:
        """Give the id of the format that met."""
        return self.round.mechanism if self.round else None

    @property
    def parties(self) -> tuple[str, ...]:
        """Give the parties that met."""
        return self.round.parties if self.round else ()


@dataclass(frozen=True, slots=True)
class Held:
    """An article's word that a round took place; `names` are those it gives to the format."""

    evidence: Evidence
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One article's words of a commitment; `before` are those before it in its sentence."""

    item: str
    setting: Setting
    before: str
    commitment: CommitmentFinding


@dataclass(frozen=True, slots=True)
class Made:
    """A commitment as its occasion left it: what was said of it, and its like with others.

    `judged` are the judgements on it, each with whether it holds.
    """

    said: tuple[Said, ...]
    related: tuple[str, ...] = ()
    judged: tuple[tuple[Judgement, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What an item of the layer holds: a commitment, or a setting and one thing said in it.

    `speaker` is the party whose word an outcome is.
    """

    setting: Setting
    made: Made | None = None
    agreement: AgreementFinding | None = None
    programme: ProgrammeFinding | None = None
    outcome: OutcomeFinding | None = None
    held: Held | None = None
    speaker: str | None = None


def promises_of(report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
    """Give an item for each commitment that the article words, keyed by its occasion."""
    setting = _setting(report, links)
    items = []
    for number, commitment in enumerate(report.reading.commitments):
        item_id = short_id("b", report.article.id, "commitment", str(number))
        said = Said(item_id, setting, _before(report, commitment.evidence), commitment)
        body = msgspec.json.encode(said)
        items.append(Item(item_id, report.article.id, (occasion(said),), body))
    return tuple(items)


def made_of(links: Mapping[str, str]) -> Iterator[tuple[str, Made]]:
    """Give the commitments that an article is the first to report, by their ids."""
    for name, value in sorted(links.items()):
        kind, _, record = name.partition(":")
        if kind == "commitment":
            related = links.get(f"related:{record}")
            kin = msgspec.json.decode(related, type=tuple[str, ...]) if related else ()
            yield record, replace(msgspec.json.decode(value, type=Made), related=kin)


def items_of(report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
    """Give an item for each thing that binds the parties, and one for the round held."""
    setting = _setting(report, links)
    items: dict[str, Item] = {}
    for kind, number, body in _bodies(report, setting, links):
        item_id = short_id("b", report.article.id, kind, number)
        keys = tuple(sorted(_keys(body)))
        items[item_id] = Item(item_id, report.article.id, keys, msgspec.json.encode(body))
    return tuple(items.values())


def _setting(report: Report, links: Mapping[str, str]) -> Setting:
    article, origin, round_ = report.article, told(links), round_of(links)
    published = article.published[:10] if article.published else None
    return Setting(
        article=article.id,
        published=published,
        origin=origin.origin if origin else article.id,
        primary=origin is not None and origin.kind == "primary document",
        outlet=article.outlet,
        round=round_,
        day=(round_.when if round_ else None) or published,
        own_reporting=origin is not None and origin.kind == "own reporting",
    )


def _bodies(
    report: Report, setting: Setting, links: Mapping[str, str]
) -> Iterator[tuple[str, str, Body]]:
    reading = report.reading
    for record, made in made_of(links):
        yield "made", record, Body(setting, made=made)
    for number, agreement in enumerate(reading.agreements):
        yield "agreement", str(number), Body(setting, agreement=agreement)
    for number, programme in enumerate(reading.programmes):
        yield "programme", str(number), Body(setting, programme=programme)
    for number, outcome in enumerate(reading.outcomes):
        speaker = speaker_of(report, outcome.evidence)
        yield "outcome", str(number), Body(setting, outcome=outcome, speaker=speaker)
    for number, meeting in enumerate(reading.meetings):
        if meeting.standing == "main" and setting.round is not None:
            yield "held", str(number), Body(setting, held=Held(meeting.evidence, _names(report)))


def _before(report: Report, evidence: Evidence) -> str:
    text = report.article.text[max(0, evidence.start - _SENTENCE) : evidence.start]
    return _SENTENCE_END.split(text)[-1]


def _names(report: Report) -> tuple[str, ...]:
    """Give the names and short forms of the format whose meeting an article is about."""
    met = {m.mechanism for m in report.reading.meetings if m.standing == "main"}
    formats = [m for m in report.reading.mechanisms if m.name in met]
    return tuple(n for m in formats for n in (m.name, m.acronym) if n)


def _keys(body: Body) -> set[str]:
    """Name what an item shares with those that it may renew or follow up, or be one with.

    What is said on the occasion of a meeting belongs to the parties that met there; only without a
    known meeting do the parties named decide.  Texts and programmes are compared among themselves.
    """
    if body.made:
        return {key for said in body.made.said for key in _bond(said.setting, _parties_of(said))}
    setting = body.setting
    if body.agreement or body.programme:
        kind = "text" if body.agreement else "aid"
        named = _met(_named(body)) or _met(setting.parties)
        # Only a meeting ties texts between other parties: a long article speaks of very many.
        occasion_ = {setting.meeting} if setting.meeting else set()
        return {f"{kind}:{key}" for key in (occasion_ | named) or {setting.origin}}
    return _bond(setting, _named(body))


def _bond(setting: Setting, named: tuple[str, ...]) -> set[str]:
    """Name the bond that something belongs to: the format that met, and the parties."""
    format_met = {f"format:{setting.mechanism}"} if setting.mechanism else set()
    return format_met | (_met(setting.parties) or _met(named))


def occasion(said: Said) -> str:
    """Name the occasion on which something was said: the meeting, else the text and its parties."""
    setting = said.setting
    return setting.meeting or ":".join([setting.origin, *sorted(_met(_parties_of(said)))])


def _parties_of(said: Said) -> tuple[str, ...]:
    return (*said.commitment.actors, *said.commitment.counterparts)


def _named(body: Body) -> tuple[str, ...]:
    if body.agreement:
        return body.agreement.parties
    if body.outcome:
        return body.outcome.parties
    if body.programme and body.programme.donor and body.programme.recipient:
        return (body.programme.donor, body.programme.recipient)
    return ()


def _met(parties: tuple[str, ...]) -> set[str]:
    known = sorted(set(parties))
    return {"parties:" + "+".join(known)} if 1 < len(known) <= _MANY else set()
