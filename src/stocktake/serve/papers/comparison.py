"""The comparison: the reports of one meeting side by side, with what each leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.model import Commitment, Evidence, Meeting
from stocktake.serve.catalogue import Catalogue, catalogue_of, label
from stocktake.serve.days import written
from stocktake.serve.exchange import Records
from stocktake.serve.papers.delegates import name_of
from stocktake.serve.papers.disputes import Dispute, disputes_about
from stocktake.serve.papers.items import language_of
from stocktake.serve.papers.known import known_by
from stocktake.serve.papers.sources import Source, Sources, sources_of
from stocktake.serve.papers.verbs import Verb, verb_in
from stocktake.serve.papers.wording import act_of
from stocktake.serve.quotes import evidence_of


@dataclass(frozen=True, slots=True)
class Wording:
    """What one report says of a topic: its words, their verb, and their place in its order."""

    place: int
    words: str
    lang: str | None
    verb: Verb | None
    reference: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A promise of the meeting with each report's words, None where one does not mention it.

    `apart` names the verbs where one report's binds more firmly than another's; else it is empty.
    """

    number: int
    id: str
    owner: str
    act: str
    lang: str | None
    wordings: tuple[Wording | None, ...]
    apart: str


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """One report: the number of its origin, and the delegates that it names and leaves out."""

    source: Source
    origin: int
    named: tuple[str, ...]
    unnamed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports of a meeting, those of one origin beside each other, and their topics."""

    meeting: Meeting
    name: str
    when: str
    columns: tuple[ReportColumn, ...]
    topics: tuple[Topic, ...]
    disputes: tuple[Dispute, ...]
    sources: Sources
    as_of: date

    def left_out(self, column: int) -> tuple[int, ...]:
        """Give the numbers of the topics that a report does not mention."""
        return tuple(topic.number for topic in self.topics if topic.wordings[column] is None)


def comparison_of(meeting: Meeting, records: Records, as_of: date) -> Comparison:
    """Give the reports of a meeting that were out by a day, side by side."""
    catalogue = catalogue_of(known_by(records, as_of))
    known = catalogue.by_id.get(meeting.id)
    meeting = known if isinstance(known, Meeting) else meeting
    sources = sources_of(meeting.reports, catalogue)
    reports = _beside(sources)
    promises = [c for c in catalogue.records.commitments if c.meeting == meeting.id]
    told = {report.article: _told(report.article, promises) for report in reports}
    topics = _topics(promises, reports, told, catalogue, sources)
    names = {topic.id: f"No.\u00a0{topic.number}" for topic in topics} | {meeting.id: "The meeting"}
    names |= {d.person: name_of(d.person, catalogue) for d in meeting.delegates}
    return Comparison(
        meeting=meeting,
        name=label(meeting, catalogue),
        when=", ".join(filter(None, (meeting.place, written(meeting.when)))),
        columns=tuple(_column(report, meeting, catalogue, sources) for report in reports),
        topics=topics,
        disputes=disputes_about(names.keys(), catalogue, sources, lambda id_: names[id_]),
        sources=sources,
        as_of=as_of,
    )


def _beside(sources: Sources) -> tuple[Source, ...]:
    """Put reports of one origin beside each other, in the order of the oldest of each."""
    first = _origin_numbers(sources)
    return tuple(sorted(sources.cited, key=lambda s: (first[sources.origins[s.article]], s.number)))


def _origin_numbers(sources: Sources) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for source in sources.cited:
        found.setdefault(sources.origins[source.article], len(found) + 1)
    return found


def _told(article: str, promises: Sequence[Commitment]) -> Mapping[str, tuple[int, Evidence]]:
    """Give each promise's first words in an article with their place in its order."""
    own = [(e, c.id) for c in promises for e in c.evidence if e.article == article]
    first: dict[str, Evidence] = {}
    for evidence, promise in sorted(own, key=lambda pair: (pair[0].start, pair[1])):
        first.setdefault(promise, evidence)
    return {promise: (place, e) for place, (promise, e) in enumerate(first.items(), start=1)}


def _topics(
    promises: Sequence[Commitment],
    reports: Sequence[Source],
    told: Mapping[str, Mapping[str, tuple[int, Evidence]]],
    catalogue: Catalogue,
    sources: Sources,
) -> tuple[Topic, ...]:
    """Give the topics in the order of the first report, then what each further one adds."""
    order = list(dict.fromkeys(promise for r in reports for promise in told[r.article]))
    by_id = {promise.id: promise for promise in promises}
    topics = []
    for number, id_ in enumerate(order, start=1):
        promise = by_id[id_]
        act = act_of([promise], catalogue)
        wordings = tuple(_wording(told[r.article].get(id_), r, sources) for r in reports)
        topics.append(
            Topic(
                number=number,
                id=id_,
                owner=catalogue.parties(promise.actors),
                act=act,
                lang=language_of(act, promise, catalogue),
                wordings=wordings,
                apart=_apart(wordings),
            )
        )
    return tuple(topics)


def _wording(told: tuple[int, Evidence] | None, report: Source, sources: Sources) -> Wording | None:
    if told is None:
        return None
    place, evidence = told
    words = " ".join(evidence.quote.split())
    foreign = report.language if report.language and report.language[:2] != "en" else None
    return Wording(place, words, foreign, verb_in(words), sources.references([evidence]))


def _apart(wordings: Sequence[Wording | None]) -> str:
    """Name the verbs where they bind unlike each other; verbs of other languages are not set."""
    verbs = [w.verb for w in wordings if w is not None and w.verb and w.lang is None]
    if len({verb.strength for verb in verbs}) < 2:
        return ""
    return " or ".join(dict.fromkeys(f"“{verb.words}”" for verb in verbs))


def _column(
    report: Source, meeting: Meeting, catalogue: Catalogue, sources: Sources
) -> ReportColumn:
    people = [d.person for d in meeting.delegates if d.person in catalogue.by_id]
    named = {
        person
        for person in people
        if any(e.article == report.article for e in evidence_of(catalogue.by_id[person]))
    }
    return ReportColumn(
        source=report,
        origin=_origin_numbers(sources)[sources.origins[report.article]],
        named=tuple(name_of(p, catalogue) for p in people if p in named),
        unnamed=tuple(name_of(p, catalogue) for p in people if p not in named),
    )
