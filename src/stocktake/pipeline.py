"""The whole flow, in order: places, pages, articles, readings, and the entries made of them."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from stocktake import versions
from stocktake.engine import Engine, Lost
from stocktake.entering import is_entered, reports_of, signed
from stocktake.extract.parties import aliases, party_kind, party_name
from stocktake.judging import Decision, judgement_of
from stocktake.model import (
    Cut,
    Entry,
    Item,
    Judgement,
    Layer,
    Page,
    Reader,
    ReadPage,
    Report,
    Resolved,
    Source,
    Statement,
    Undoing,
    Unreadable,
    page_id,
    unreadable_id,
)
from stocktake.reconcile import LAYERS
from stocktake.reconcile.anchoring import Docket
from stocktake.reconcile.parties import Parties, PartyWords
from stocktake.reconcile.reviewing import reviewed
from stocktake.reconcile.witnesses import Witnesses
from stocktake.register import Register
from stocktake.register.derived import Derivation, grouped

STORED_AT_ONCE = 8  # pages: what an interruption loses at most
LOADED_AT_ONCE = 200  # pages
DERIVED_AT_ONCE = 2000  # articles, at least
_MOST_AT_ONCE = 16000  # articles: what memory has to hold
_REVIEWED = frozenset({"parties", "origins", "discrepancies"})
"""The kinds of entries that are judged when their layer has made them."""


def add(
    register: Register,
    found: Iterable[Source | Unreadable],
    engine: Engine,
    seen: Callable[[Page], None],
) -> None:
    """Read what is not yet in the register, store it, and derive what follows from it.

    `seen` is told of every page, new or not, once it is stored.
    """
    reader = versions.reader()
    for batch in _batches(_read_all(register, found, engine, reader), STORED_AT_ONCE):
        register.take_in(batch, reader)
        for read in batch:
            seen(read.page)
    derive(register)


def load(
    register: Register, reads: Iterable[ReadPage], reader: Reader, seen: Callable[[Page], None]
) -> None:
    """Store pages that `reader` has read elsewhere; `derive` makes the entries of them.

    `seen` is told of every page, new or not, once it is stored.
    """
    for batch in _batches(reads, LOADED_AT_ONCE):
        register.take_in(batch, reader)
        for read in batch:
            seen(read.page)


def forget(register: Register, page: str) -> Page:
    """Remove a page and all that rests on it alone; raise `NoSuchRecord` if there is none."""
    forgotten = register.forget(page)
    derive(register)
    return forgotten


def decide(register: Register, decision: Decision, at: str) -> Judgement:
    """Store what somebody decides about a record, and derive what follows from it.

    `at` is the moment (ISO 8601).  Raises `NoSuchRecord` for a record that is not there, and
    `BadQuestion` for what cannot be decided of it, such as a field that it has not.
    """
    made = judgement_of(register, decision, at)
    register.judge(made)
    derive(register)
    return made


def enter(register: Register, statement: Statement) -> None:
    """Store what a person enters of a round, and derive what follows from it."""
    register.enter(statement)
    derive(register)


def undo(register: Register, judgement: str, undoing: Undoing) -> Judgement:
    """Take a judgement back, and derive what the rules say without it.

    Raises `NoSuchRecord` for an unknown judgement, `BadQuestion` for one taken back before.
    """
    undone = register.take_back(judgement, undoing)
    derive(register)
    return undone


def read_page(source: Source) -> ReadPage:
    """Cut a page into its articles and read each."""
    # Cutting and reading load libraries for seconds; only those who read shall wait for them.
    from stocktake.collect import cut

    return read_cut(cut(source))


def read_cut(page: Cut) -> ReadPage:
    """Read each article of a page, and its passages in other languages each in their own."""
    from stocktake.collect import passages_in
    from stocktake.extract.reader import read

    reports = (
        Report(article, read(article, passages_in(article.text, article.language)))
        for article in page.articles
    )
    return ReadPage(page.page, tuple(reports))


def _party_words(party: str) -> PartyWords:
    return PartyWords(party_name(party), party_kind(party), aliases(party))


ALL_LAYERS: tuple[Layer, ...] = (*LAYERS, Witnesses(), Parties(_party_words))
"""The layers of reconciling in their order; the parties' names are those that the reader knows.

An article that is no longer a party's witness goes through what comes after: nothing but parties.
"""


def derive(register: Register, layers: Sequence[Layer] = ALL_LAYERS) -> None:
    """Make the entries anew of all that has changed, portion by portion.

    Each portion is one transaction, so that a reader never sees half of it, and what is left
    undone stays marked.  Each portion looks again at the groups of the ones before that it falls
    into; so portions grow with the register, and a page of a large one costs little more.
    """
    while True:
        with register.deriving() as work:
            work.begin_anew_unless(versions.reconciling())
            dirty = _portion(work)
            if not dirty:
                work.end()
                return
            _derive_portion(work, layers, dirty)


def _portion(work: Derivation) -> tuple[str, ...]:
    """Give the articles to reconcile next: as many as are reconciled, a small rest with them."""
    wanted = max(DERIVED_AT_ONCE, min(work.settled(), _MOST_AT_ONCE))
    dirty = work.dirty(2 * wanted)
    return dirty if len(dirty) < 2 * wanted else dirty[:wanted]


def entries_of(
    reports: Sequence[Report], judgements: Sequence[Judgement], layers: Sequence[Layer] = ALL_LAYERS
) -> tuple[Entry, ...]:
    """Make the entries of some reports and judgements, as a register of those alone holds them.

    Among the reports are rounds that people entered.

    This is what `derive` comes to, without a register: a pure function of two sets.
    """
    docket = Docket(judgements)
    links: dict[str, dict[str, str]] = {report.article.id: {} for report in reports}
    entries: list[Entry] = []
    for layer in layers:
        items = [i for r in reports for i in _items(r, layer, links[r.article.id], docket)]
        resolved = [_resolved(group, layer, docket) for group in grouped(items)]
        told = {(k.article, k.name, k.value) for made in resolved for k in made.links}
        for article, name, value in sorted(told):
            links[article][name] = value
        entries += (entry for made in resolved for entry in made.entries)
    shown = signed(entries, _names(reports))
    return tuple(sorted(shown, key=lambda entry: entry.id))


def _derive_portion(work: Derivation, layers: Sequence[Layer], dirty: Sequence[str]) -> None:
    docket, entered = Docket(work.judgements()), reports_of(work.statements())
    waiting = set(dirty)
    earlier: list[str] = []
    for layer in layers:
        # An article of which this layer now says something else goes through the later ones too.
        rounds = [report for report in entered if report.article.id in waiting]
        held = _Held(work, docket, rounds, _names(entered))
        waiting |= _derive_layer(held, layer, earlier, sorted(waiting))
        earlier.append(layer.name)
    work.settle(dirty)


def _names(reports: Iterable[Report]) -> Mapping[str, str]:
    """Give who entered each of the rounds among some reports."""
    own = (report.article for report in reports if is_entered(report.article.id))
    return {article.id: article.byline or "" for article in own}


@dataclass(frozen=True, slots=True)
class _Held:
    """What a layer is derived from: the register, what people decided, and what they entered."""

    work: Derivation
    docket: Docket
    rounds: Sequence[Report]
    names: Mapping[str, str]


def _derive_layer(
    held: _Held, layer: Layer, earlier: Sequence[str], articles: Sequence[str]
) -> set[str]:
    """Derive one layer over some articles; give the articles that later layers must look at."""
    work, docket = held.work, held.docket
    links = work.links(articles, earlier)
    items = [
        item
        for report in chain(work.reports(articles), held.rounds)
        for item in _items(report, layer, links.get(report.article.id, {}), docket)
    ]
    touched = work.regroup(layer.name, articles, items)
    found = {group[0].id: _resolved(group, layer, docket) for group in touched.groups}
    made = {g: replace(r, entries=signed(r.entries, held.names)) for g, r in found.items()}
    return work.put(layer.name, touched.former, made)


def _items(
    report: Report, layer: Layer, links: Mapping[str, str], docket: Docket
) -> tuple[Item, ...]:
    return docket.bound(report.article.id, layer.items(report, links), layer.ground)


def _resolved(group: Sequence[Item], layer: Layer, docket: Docket) -> Resolved:
    judgements = docket.heard(group)
    resolved = layer.resolve(group, judgements)
    if not judgements:
        return resolved
    return replace(resolved, entries=tuple(reviewed(resolved.entries, judgements, _REVIEWED)))


def _read_all(
    register: Register, found: Iterable[Source | Unreadable], engine: Engine, reader: Reader
) -> Iterator[ReadPage]:
    unread: deque[ReadPage] = deque()
    fresh = _fresh(register, found, reader, unread)
    for source, result in engine(read_page, fresh):
        while unread:
            yield unread.popleft()
        yield without_result(source, result) if isinstance(result, Lost) else result
    yield from unread


def _fresh(
    register: Register,
    found: Iterable[Source | Unreadable],
    reader: Reader,
    unread: deque[ReadPage],
) -> Iterator[Source]:
    """Give the sources that must be read; put aside the pages that need or allow no reading."""
    for place in found:
        if isinstance(place, Unreadable):
            unread.append(unopened(place))
            continue
        known = register.known(page_id(place), reader)
        if known is None:
            yield place
        else:
            unread.append(ReadPage(replace(known, location=place.location)))


def unopened(place: Unreadable) -> ReadPage:
    """Give the page that stands for a place that could not be opened."""
    page = Page(unreadable_id(place.location), place.location, None, None, None, place.problem)
    return ReadPage(page)


def without_result(source: Source, lost: Lost) -> ReadPage:
    """Give the page of a source whose reading failed, with the reason."""
    sha256 = hashlib.sha256(source.content).hexdigest()
    page = Page(
        page_id(source), source.location, sha256, source.media_type, source.retrieved, lost.problem
    )
    return ReadPage(page)


def _batches(reads: Iterable[ReadPage], size: int) -> Iterator[list[ReadPage]]:
    reads = iter(reads)
    while batch := list(islice(reads, size)):
        yield batch
