"""A promise as one line of a paper: in words, with its state, its sources and its drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.model import Commitment, Evidence
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.papers.drawing import changes, line_of, sign_at
from stocktake.serve.papers.paper import Tone
from stocktake.serve.papers.promises import Promise, first_published
from stocktake.serve.papers.rounds import Round
from stocktake.serve.papers.sources import Sources
from stocktake.serve.papers.wording import act_of
from stocktake.serve.picture import By, Line
from stocktake.serve.searched import in_short
from stocktake.serve.state import PASSED

NOTHING = "No evidence found"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered promise: who, what, by when, and what became of it, each in a reader's words.

    `act` is what is promised without who is bound and by when, for tables that name those beside.
    `by` tells who says that it is a promise, `state_by` who says what became of it.  `signs` is one
    per round that has a sign.  `references` are places in the numbered sources, `places` those of
    each round's oldest report and of the latest deed; `reports` counts all and their origins.
    """

    number: int
    id: str
    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    owner: str
    partner: str
    what: str
    act: str
    lang: str | None
    made: str
    due: str
    state: str
    tone: Tone
    detail: str
    is_passed: bool
    by: By
    state_by: By
    references: str
    places: str
    reports: str
    line: Line | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every item of one paper is told with; `signed` are the rounds that have a sign each."""

    catalogue: Catalogue
    held: tuple[Round, ...]
    sources: Sources
    as_of: date
    signed: tuple[Round, ...] = ()


def item_of(promise: Promise, number: int, desk: Desk) -> Item:
    """Tell a promise as of the desk's day."""
    last, catalogue = promise.last, desk.catalogue
    act = act_of([telling.commitment for telling in promise.tellings], catalogue)
    state, detail = state_in_words(promise, catalogue), detail_of(promise, desk)
    alt = ". ".join(filter(None, (f"Due: {due_in_words(last)}", state, detail)))
    return Item(
        number=number,
        id=last.id,
        actors=promise.actors,
        counterparts=last.counterparts,
        owner=catalogue.parties(promise.actors),
        partner=", ".join(map(catalogue.party, last.counterparts)),
        what=last.summary,
        act=act,
        lang=language_of(act, last, catalogue),
        made=_made(promise),
        due=due_in_words(last),
        state=state,
        tone=_tone(promise),
        detail=detail,
        is_passed=promise.passed and not promise.is_closed,
        by=promise.by,
        state_by=promise.state_by,
        references=desk.sources.references(promise.evidence),
        places=desk.sources.references(_leading(promise, desk.sources)),
        reports=desk.sources.counted(e.article for e in promise.evidence),
        line=line_of(promise, catalogue, desk.as_of, alt),
        signs=tuple(sign_at(promise, r, catalogue) for r in desk.signed),
    )


def due_in_words(commitment: Commitment) -> str:
    """Write a promise's date, ``no date`` where it has none."""
    return written(commitment.deadline)


def state_in_words(promise: Promise, catalogue: Catalogue) -> str:
    """Write what is known, with the day of the text that told it."""
    own = [d for d in promise.deeds if d.commitment == promise.last.id]
    day = first_published(own[-1], catalogue) if own else None
    if day is None or promise.sentence == PASSED:
        return without_date(promise.sentence)
    head, comma, rest = promise.sentence.partition(", ")
    return f"{head}, as reported on {written(day.isoformat())}{comma}{rest}"


def without_date(sentence: str) -> str:
    """Give a state beside a column of dates, which says itself that there is none."""
    return NOTHING if sentence.startswith("No date") else sentence


def detail_of(promise: Promise, desk: Desk) -> str:
    """Say what the rounds did with a promise: dated it anew, renewed it, passed it over."""
    parts = [*_redated(promise), *_earlier_deeds(promise, desk.catalogue), *_renewed(promise, desk)]
    if promise.silent and not promise.is_closed:
        parts.append(f"not mentioned in {_listed([r.name for r in promise.silent])}")
    if promise.last.condition and promise.last.condition not in promise.last.summary:
        parts.append(f"condition: “{promise.last.condition}”")
    if promise.sentence == PASSED:
        parts.append(in_short(promise.last, desk.catalogue, desk.as_of))
    told = "; ".join(parts)
    return told[:1].upper() + told[1:]


def language_of(text: str, record: Commitment | None, catalogue: Catalogue) -> str | None:
    """Give the language of words in Arabic letters; None for those in Latin ones."""
    if not any("؀" <= letter <= "ۿ" for letter in text):
        return None
    articles = catalogue.articles_of(record) if record is not None else []
    tongues = [a.language for a in articles if a.language and a.language[:2] in ("ar", "fa", "ur")]
    return tongues[0] if tongues else "ar"


def _leading(promise: Promise, sources: Sources) -> Iterator[Evidence]:
    """Give one place for each round's word, and one for the latest deed."""
    groups = [telling.commitment.evidence for telling in promise.tellings]
    for evidence in [*groups, *(deed.evidence for deed in promise.deeds[-1:])]:
        known = [e for e in evidence if e.article in sources.numbers]
        yield from sorted(known, key=lambda e: (sources.numbers[e.article], e.start))[:1]


def _tone(promise: Promise) -> Tone:
    if promise.is_delivered:
        return "done"
    return "past" if promise.sentence == PASSED else "plain"


def _made(promise: Promise) -> str:
    first = promise.tellings[0]
    if first.round is not None and first.round.meeting.when:
        return first.round.when
    return f"reported {written(first.day.isoformat())}" if first.day else "no date"


def _redated(promise: Promise) -> Iterator[str]:
    first = promise.tellings[0].commitment
    for telling, words in changes(promise.tellings):
        at = f" in {telling.round.name}" if telling.round else ""
        if words.startswith("now "):
            yield f"first due {written(first.deadline)}, given a new date{at}"
        elif words:
            yield f"{words}{at}"


def _earlier_deeds(promise: Promise, catalogue: Catalogue) -> Iterator[str]:
    """Tell what was seen of the earlier wordings, where the latest says nothing of it."""
    for deed in promise.deeds:
        day = first_published(deed, catalogue)
        # That a date was given anew is told already, in the words of the dates.
        told = deed.commitment == promise.last.id or deed.delivery == "superseded"
        if not told and day is not None:
            words = "not begun" if deed.delivery == "not started" else deed.delivery
            yield f"{words} as reported on {written(day.isoformat())}"


def _renewed(promise: Promise, desk: Desk) -> Iterator[str]:
    again = [t.round for t in promise.tellings[1:] if t.round is not None]
    unchanged = not any(words for _, words in changes(promise.tellings))
    if len(promise.tellings) > 2 and len({t.round for t in promise.tellings}) == len(desk.held):
        yield "renewed at every session"
    elif again and unchanged:
        yield f"said again in {_listed([r.name for r in again])}"


def _listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"
