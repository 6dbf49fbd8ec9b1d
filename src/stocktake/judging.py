"""What somebody decides about a record becomes a judgement that finds the record again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.identity import short_id
from stocktake.model import Anchor, AnchorPart, Entry, Evidence, Judgement, JudgementAction, Spot
from stocktake.reconcile.corrections import kind_of, read, refers_to, written
from stocktake.reconcile.reviewing import name_of

MADE_OF_WORDS = (
    "people", "mechanisms", "meetings", "commitments", "agreements", "programmes",
)  # fmt: skip
"""The lists whose records are gathered from the words of articles, and so can be gathered anew."""

_WORDS_KEPT = 200  # letters of a quote, enough to find it in a text that was cut anew


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants decided: about the record of an id, with whose name and why.

    `field` and `value` go with "correct", `other` (an id) with "merge".  `apart` goes with "split":
    articles' ids, or places in them such as ``a-abcdefghij:10-52``.
    """

    action: JudgementAction
    record: str
    by: str
    reason: str | None = None
    field: str | None = None
    value: str | None = None
    other: str | None = None
    apart: tuple[str, ...] = ()


class Records(Protocol):
    """What is asked of a register to judge one of its records."""

    def entry(self, record: str) -> Entry | None:
        """Give the entry of an id, also a rejected one; None for none."""
        ...

    def pages_of(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Give the pages of articles by the articles' ids."""
        ...


def judgement_of(records: Records, decision: Decision, at: str) -> Judgement:
    """Make the judgement that a decision of some moment comes to.

    Raises `NoSuchRecord` for a record that is not there, `BadQuestion` for what makes no sense.
    """
    entry = _there(records, decision.record)
    match decision.action:
        case "merge":
            return _merge(records, decision, entry, at)
        case "split":
            return _split(records, decision, entry, at)
        case "correct":
            return _correct(records, decision, entry, at)
    return _made(decision, None, None, [*_found_by(records, entry), *_about(records, entry)], at)


def _merge(records: Records, decision: Decision, entry: Entry, at: str) -> Judgement:
    other = _there(records, decision.other or "")
    if other.id == entry.id:
        raise BadQuestion(f"{entry.id} and {other.id} are one record already")
    if type(other) is not type(entry) or kind_of(entry) not in MADE_OF_WORDS:
        raise BadQuestion(
            f"{entry.id} is of {kind_of(entry)}, {other.id} of {kind_of(other)}; only two of one "
            f"kind can be merged, and only of these: {', '.join(MADE_OF_WORDS)}"
        )
    anchors = [*_found_by(records, entry), *_found_by(records, other, part="other")]
    return _made(decision, None, other.id, anchors, at)


def _split(records: Records, decision: Decision, entry: Entry, at: str) -> Judgement:
    if kind_of(entry) not in MADE_OF_WORDS:
        raise BadQuestion(f"{kind_of(entry)} cannot be split, only {', '.join(MADE_OF_WORDS)}")
    staying, going = parted(entry, decision.apart)
    pages = records.pages_of(e.article for e in entry.evidence)
    anchors = [anchor("record", entry, staying, pages), anchor("apart", entry, going, pages)]
    return _made(decision, None, "; ".join(map(written_place, going)), anchors, at)


def _correct(records: Records, decision: Decision, entry: Entry, at: str) -> Judgement:
    kind, field = kind_of(entry), decision.field or ""
    value = read(kind, field, decision.value or "", party_called)
    after = written(value)
    anchors = [*_found_by(records, entry), *_about(records, entry)]
    refers = refers_to(field)
    if refers and value is not None:
        named = _there(records, after)
        if kind_of(named) != refers or named.id == entry.id:
            raise BadQuestion(f"{field} names a record of {refers}; {after} is none that fits")
        anchors += _found_by(records, named, part="value")
    tool = next((r.tool for r in entry.rulings if r.field == field and r.holds), None)
    return _made(decision, tool or written(getattr(entry, field)), after, anchors, at)


def _there(records: Records, record: str) -> Entry:
    found = records.entry(record)
    if found is None:
        raise NoSuchRecord(
            f"the register holds no record {record} that can be judged; copy an id from a list"
        )
    return found


def _found_by(records: Records, entry: Entry, part: AnchorPart = "record") -> list[Anchor]:
    pages = records.pages_of(e.article for e in entry.evidence)
    rounds = {e.article: e.article for e in entry.entered}
    evidence = (*entry.evidence, *entry.entered)
    return [anchor(part, entry, evidence, {**pages, **rounds})]


def _about(records: Records, entry: Entry) -> list[Anchor]:
    """Note what a disagreement or a follow-up is about."""
    named = getattr(entry, "about", None) or getattr(entry, "commitment", None)
    thing = records.entry(named) if isinstance(named, str) else None
    return [] if thing is None else _found_by(records, thing, part="about")


def party_called(words: str) -> str | None:
    """Give the party of a name or an id."""
    # Reading loads the vocabulary of parties; only those who name one shall wait for it.
    from stocktake.extract.parties import party_name, party_of

    known = party_of(words)
    if known is None and words.isupper() and party_name(words) != words:
        return words
    return known


def anchor(
    part: AnchorPart, entry: Entry, evidence: Iterable[Evidence], pages: Mapping[str, str]
) -> Anchor:
    """Note what a record rests on; `pages` gives the page of each article."""
    spots = tuple(
        Spot(pages[e.article], e.article, e.start, e.end, e.quote[:_WORDS_KEPT])
        for e in sorted(set(evidence), key=_place)
        if e.article in pages
    )
    return Anchor(part, kind_of(entry), name_of(entry), spots)


def _made(
    decision: Decision, before: str | None, after: str | None, anchors: Sequence[Anchor], at: str
) -> Judgement:
    told = (decision.action, decision.record, decision.field, before, after, decision.by, at)
    return Judgement(
        id=short_id("j", *(word or "" for word in told)),
        record=decision.record,
        action=decision.action,
        field=decision.field,
        before=before,
        after=after,
        reason=decision.reason,
        by=decision.by,
        at=at,
        anchors=tuple(anchors),
    )


def parted(entry: Entry, places: Sequence[str]) -> tuple[list[Evidence], list[Evidence]]:
    """Divide a record's quotes into those that stay and those at the places that go apart.

    Raises `BadQuestion` for a place at which the record has no quote, and when all or none go.
    """
    going: set[Evidence] = set()
    for place in places:
        hit = {e for e in entry.evidence if _is_at(e, place)}
        if not hit:
            raise BadQuestion(
                f"{entry.id} has no quote at {place}; `stocktake show {entry.id}` lists its quotes "
                "with their articles and places"
            )
        going |= {e for e in entry.evidence if any(_together(kind_of(entry), e, h) for h in hit)}
    if not going or going == set(entry.evidence):
        raise BadQuestion(
            f"name some of the quotes of {entry.id} that go apart, not all and not none"
        )
    return [e for e in entry.evidence if e not in going], sorted(going, key=_place)


def _together(kind: str, one: Evidence, two: Evidence) -> bool:
    """Tell whether two quotes of a record are one article's word on it, which goes as a whole."""
    if one.article != two.article:
        return False
    if kind == "people":
        return one.quote == two.quote
    return one == two or kind in ("meetings", "mechanisms")


def _is_at(evidence: Evidence, place: str) -> bool:
    return place.replace("–", "-") in (evidence.article, written_place(evidence))


def written_place(evidence: Evidence) -> str:
    """Write where a quote stands: ``a-abcdefghij:10-52``."""
    return f"{evidence.article}:{evidence.start}-{evidence.end}"


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.article, evidence.start, evidence.end)
