"""The timetable that hangs on a standing format: phases, target dates, and what they depend on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stocktake.extract.date_patterns import DateLanguage, load_date_language
from stocktake.extract.dates import find_dates, find_deadline
from stocktake.extract.document import Document
from stocktake.extract.edtf import first_day
from stocktake.extract.formats_spoken_of import FormatsSpokenOf
from stocktake.extract.phrases import Plain, plain_of
from stocktake.extract.rule_files import language_read
from stocktake.extract.timetable_rules import (
    MilestoneRule,
    TimetableWords,
    group,
    timetable_words,
)
from stocktake.extract.wordings import may_match
from stocktake.model import Counted, MilestoneEdge, MilestoneFinding

# How far, in characters, a date may stand before what happens then, at the head of a sentence.
HEAD = 70


@dataclass(frozen=True, slots=True)
class _Line:
    """A rule that fits, at its place in the folded sentence."""

    rule: MilestoneRule
    match: re.Match[str]
    edge: MilestoneEdge | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its place in the text, and its folded letters."""

    start: int
    end: int
    plain: Plain

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text of a place in the folded sentence."""
        first, last = self.plain.place(start, end)
        return self.start + first, self.start + last


@dataclass(frozen=True, slots=True)
class _Time:
    """When something is told to happen: a date, or a time counted from a round; and its words."""

    when: str | None
    words: str | None
    counted: Counted | None = None


def find_milestones(document: Document, spoken_of: FormatsSpokenOf) -> tuple[MilestoneFinding, ...]:
    """Give the lines of timetables that an article tells, in its order.

    Each hangs on a standing format that the article names.  A phase, mission or the like of an
    article that names no format hangs on none yet; others of the kind are left out.
    """
    language = language_read(document.article.language)
    words = timetable_words(language)
    if words is None:
        return ()
    reader = _Reader(document, spoken_of, words, language)
    return tuple(
        found for span in document.doc.sents for found in reader.lines(span.text, span.start_char)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """What turns the sentences of one article into lines of a timetable."""

    document: Document
    spoken_of: FormatsSpokenOf
    words: TimetableWords
    language: str

    def lines(self, text: str, start: int) -> Iterator[MilestoneFinding]:
        """Give the lines that one sentence tells."""
        bare = text.strip()
        if not bare or bare.endswith(("?", "؟")):
            return
        start += len(text) - len(text.lstrip())
        sentence = _Sentence(start, start + len(bare), plain_of(bare))
        fitting = _fitting(sentence.plain.text, self.words)
        for number, line in enumerate(fitting):
            following = fitting[number + 1].match.start() if number + 1 < len(fitting) else None
            found = self._finding(sentence, line, following, alone=len(fitting) == 1)
            if found is not None:
                yield found

    def _finding(
        self, sentence: _Sentence, line: _Line, following: int | None, *, alone: bool
    ) -> MilestoneFinding | None:
        zone = self._zone(sentence.plain.text, line, following)
        time = self._time(sentence, line, zone)
        condition = self._condition(sentence, zone)
        dated = time.when or time.counted
        has = {
            "date": dated, "condition": condition, "date or condition": dated or condition,
            "nothing": True,
        }  # fmt: skip
        what = group(line.match, "what")
        if not has[line.rule.needs] or what is None:
            return None
        format_ = self.spoken_of.hangs_on(sentence.start, sentence.end, sentence.start + zone[0])
        if format_ is None and not self._may_hang_later(line.match, what):
            return None
        place = (sentence.start, sentence.end) if alone else sentence.place(*zone)
        return MilestoneFinding(
            format=format_,
            what=self._printed(sentence, what),
            phase=self._phase(line.match),
            edge=line.edge,
            standing=line.rule.standing,
            when=None if time.counted else time.when,
            when_words=time.words,
            counted=time.counted,
            condition=condition,
            rule=line.rule.name,
            evidence=self.document.article.quote(*self._trimmed(*place)),
        )

    def _may_hang_later(self, match: re.Match[str], what: tuple[int, int]) -> bool:
        """Tell whether another article may know on which format a line hangs, by what it is of."""
        own = self.spoken_of.told_by_one and not self.spoken_of.deliberates
        return own and self.words.noun.search(match.string, *what) is not None

    def _zone(self, plain: str, line: _Line, following: int | None) -> tuple[int, int]:
        """Give the clause that a line stands in: up to the next line or the next clause."""
        end = len(plain) if following is None else following
        stop = self.words.stops.search(plain, line.match.end(), end)
        return line.match.start(), stop.start() if stop else end

    def _time(self, sentence: _Sentence, line: _Line, zone: tuple[int, int]) -> _Time:
        plain = sentence.plain.text
        counted = self.words.counted.search(plain, *zone)
        if counted is not None:
            dates = load_date_language(self.language)
            parts = _counted(counted, self.words.nth, dates)
            return _Time(None, self._printed(sentence, counted.span()), parts)
        if line.rule.standing != "planned":
            return self._past(sentence.place(*zone))
        head = plain.find(",", 0, line.match.start())
        places = [sentence.place(*zone)]
        if 0 < head < HEAD:
            places.append(sentence.place(0, head))
        for start, end in places:
            article = self.document.article
            date = find_deadline(article.text, start, end, article.published, self.language)
            if date is not None and date.edtf is not None:
                return _Time(date.edtf, date.words)
        return _Time(None, None)

    def _past(self, place: tuple[int, int]) -> _Time:
        """Give the day of something done: the first date that is not after the article's own."""
        article = self.document.article
        for date in find_dates(article.text, article.published, self.language):
            inside = place[0] <= date.start and date.end <= place[1]
            if inside and date.edtf and first_day(date.edtf) <= (article.published or ""):
                return _Time(date.edtf, date.words)
        return _Time(None, None)

    def _condition(self, sentence: _Sentence, zone: tuple[int, int]) -> str | None:
        """Give what a line hangs on, in its words, to the end of the clause."""
        found = self.words.condition.search(sentence.plain.text, *zone)
        if found is None:
            return None
        return self._printed(sentence, (found.start(), zone[1])).rstrip(" ,;.:")

    def _phase(self, match: re.Match[str]) -> int | None:
        for name in ("nth", "number"):
            place = group(match, name)
            if place is not None:
                return self.words.nth.get(match.string[slice(*place)].lower())
        return None

    def _printed(self, sentence: _Sentence, place: tuple[int, int]) -> str:
        start, end = sentence.place(*place)
        return " ".join(self.document.article.text[start:end].split())

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        quote = self.document.article.text[start:end]
        kept = quote.rstrip(" ,;:\n")
        return start + len(quote) - len(quote.lstrip()), start + len(kept)


def _fitting(plain: str, words: TimetableWords) -> list[_Line]:
    """Give the rules that fit a sentence, in its order; what one has taken no later one takes."""
    taken: list[_Line] = []
    small = plain.lower()
    for rule in words.rules:
        if not may_match(rule.wording, small):
            continue
        if (rule.edge is None and taken) or (rule.barred and rule.barred.search(plain)):
            continue
        for match in rule.wording.finditer(plain):
            place = group(match, "what") or match.span()
            if any(_overlap(place, group(t.match, "what") or t.match.span()) for t in taken):
                continue
            edge = _edge_before(taken, match) if rule.edge == "same" else rule.edge
            if rule.edge != "same" or edge is not None:
                taken.append(_Line(rule, match, edge))
    return sorted(taken, key=lambda line: line.match.start())


def _edge_before(taken: list[_Line], match: re.Match[str]) -> MilestoneEdge | None:
    before = [line for line in taken if line.match.start() < match.start()]
    return before[-1].edge if before else None


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _counted(match: re.Match[str], nth: Mapping[str, int], dates: DateLanguage) -> Counted | None:
    """Read "within ninety days of the first meeting" into numbers."""

    def said(name: str) -> str:
        place = group(match, name)
        return match.string[slice(*place)].lower() if place else ""

    number = (
        said("number") if said("number").isdigit() else _value(dates, "numbers", said("number"))
    )
    unit, ordinal = _value(dates, "units", said("unit")), nth.get(said("ordinal"))
    return Counted(int(number), unit, ordinal) if number and unit and ordinal else None


def _value(dates: DateLanguage, kind: str, word: str) -> str | None:
    """Look a word up in a list of the language's dates."""
    return next((str(value) for p, value in dates.lists[kind] if p.fullmatch(word)), None)
