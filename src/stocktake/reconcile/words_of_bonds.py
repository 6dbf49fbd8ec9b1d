"""What one article says binds the parties, in the light of the meeting it is about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from stocktake.identity import short_id
from stocktake.model import (
    AgreementFinding,
    CommitmentFinding,
    Evidence,
    Item,
    OutcomeFinding,
    ProgrammeFinding,
    Report,
)
from stocktake.reconcile.acts import act_of, telling_acts
from stocktake.reconcile.meetings import Round, round_of
from stocktake.reconcile.origins import told

_MANY = 12
_SENTENCE = 300
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Setting:
    """Who says it and on which occasion: the article, its origin and the meeting it is about.

    `day` is the meeting's date where it is known, else the article's: an EDTF string.
    """

    article: str
    published: str | None
    origin: str
    primary: bool
    outlet: str | None
    round: Round | None
    day: str | None

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
class Body:
    """What an item of the layer holds: a setting and one thing said in it.

    `before` are the words that stand before a commitment's quote in its sentence.
    """

    setting: Setting
    before: str = ""
    commitment: CommitmentFinding | None = None
    agreement: AgreementFinding | None = None
    programme: ProgrammeFinding | None = None
    outcome: OutcomeFinding | None = None
    held: Held | None = None


def items_of(report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
    """Give an item for each thing that binds the parties, and one for the round held."""
    setting = _setting(report, links)
    items: dict[str, Item] = {}
    for kind, number, body in _bodies(report, setting):
        item_id = short_id("b", report.article.id, kind, str(number))
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
    )


def _bodies(report: Report, setting: Setting) -> Iterator[tuple[str, int, Body]]:
    reading = report.reading
    for number, commitment in enumerate(reading.commitments):
        before = _before(report, commitment.evidence)
        yield "commitment", number, Body(setting, before, commitment=commitment)
    for number, agreement in enumerate(reading.agreements):
        yield "agreement", number, Body(setting, agreement=agreement)
    for number, programme in enumerate(reading.programmes):
        yield "programme", number, Body(setting, programme=programme)
    for number, outcome in enumerate(reading.outcomes):
        yield "outcome", number, Body(setting, outcome=outcome)
    for number, meeting in enumerate(reading.meetings):
        if meeting.standing == "main" and setting.round is not None:
            yield "held", number, Body(setting, held=Held(meeting.evidence, _names(report)))


def _before(report: Report, evidence: Evidence) -> str:
    text = report.article.text[max(0, evidence.start - _SENTENCE) : evidence.start]
    return _SENTENCE_END.split(text)[-1]


def _names(report: Report) -> tuple[str, ...]:
    """Give the names and short forms of the format whose meeting an article is about."""
    met = {m.mechanism for m in report.reading.meetings if m.standing == "main"}
    formats = [m for m in report.reading.mechanisms if m.name in met]
    return tuple(n for m in formats for n in (m.name, m.acronym) if n)


def _keys(body: Body) -> set[str]:
    """Name what an item shares with those it may be one with, renew, relate to or follow up.

    What is said on the occasion of a meeting belongs to the parties that met there; only without a
    known meeting do the parties named decide.  Texts and programmes are compared among themselves.
    """
    setting = body.setting
    named = _met(_named(body)) or _met(setting.parties)
    if body.agreement or body.programme:
        kind = "text" if body.agreement else "aid"
        return {f"{kind}:{setting.meeting or setting.origin}", *(f"{kind}:{key}" for key in named)}
    met = _met(setting.parties) or named
    keys = {f"occasion:{occasion(body)}"}
    if setting.mechanism:
        keys.add(f"format:{setting.mechanism}")
    return keys | met | (_promise_keys(body.commitment) if body.commitment else set())


def occasion(body: Body) -> str:
    """Name the occasion on which something was said: the meeting, else the text and its parties."""
    if body.setting.meeting:
        return body.setting.meeting
    return ":".join([body.setting.origin, *sorted(_met(_named(body)))])


def _named(body: Body) -> tuple[str, ...]:
    if body.commitment:
        return (*body.commitment.actors, *body.commitment.counterparts)
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


def _promise_keys(commitment: CommitmentFinding) -> set[str]:
    """Name what the same promise of one party to two partners shares: its act and an object."""
    if len(commitment.actors) != 1:
        return set()
    return {f"act:{commitment.actors[0]}:{act}" for act in telling_acts(act_of(commitment))}
