"""Commitments in a language without a parser: by the verb phrases of its rules."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stocktake.extract.dates import find_deadline
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.money import find_sums
from stocktake.extract.names import is_arabic
from stocktake.extract.rule_files import other_languages, read_rules
from stocktake.extract.summaries import shortened
from stocktake.extract.themes import leaning_of, theme_of
from stocktake.model import CommitmentFinding, CommitmentKind, Lack, Strength

# Arabic spellings that writers do not keep apart, and signs that they leave out.
FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
# How far from its verb, in characters, a subject is looked for.
REACH = 45


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One verb phrase by which a party binds itself; `holder` marks whose promise is welcomed.

    `joint` phrases bind all parties whatever their subject: a meeting that is to be held.
    """

    id: str
    kind: CommitmentKind
    strength: Strength
    pattern: re.Pattern[str]
    holder: re.Pattern[str] | None
    future: bool
    joint: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The verb phrases of a language, and how its clauses and subjects stand.

    `relatives` begin a clause that only says more of a noun; `written_on` are the letters that a
    conjunction puts before a word.
    """

    rules: tuple[PhraseRule, ...]
    both: tuple[str, ...]
    breaks: re.Pattern[str]
    not_future: tuple[str, ...]
    relatives: frozenset[str]
    written_on: str
    subject_follows: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase that holds: its clause, its own place, both in the folded text."""

    rule: PhraseRule
    start: int
    end: int
    verb_start: int
    verb_end: int


@cache
def phrase_book(language: str) -> PhraseBook | None:
    """Read the verb phrases of a language beside English; None where the rules have none."""
    data = read_rules("commitments", language) if language in other_languages() else {}
    if not data:
        return None
    form = data["language"]
    rules = tuple(
        PhraseRule(
            id=entry["id"],
            kind=entry["kind"],
            strength=entry["strength"],
            pattern=re.compile(form["prefix"] + f"(?:{entry['pattern']})", re.IGNORECASE),
            holder=re.compile(entry["holder"]) if "holder" in entry else None,
            future=entry.get("future", False),
            joint=entry.get("joint", False),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry["counter_examples"]),
        )
        for entry in data["rule"]
    )
    return PhraseBook(
        rules=rules,
        both=tuple(folded(word) for word in form["both"]),
        breaks=re.compile(form["breaks"]),
        not_future=tuple(form["not_future"]),
        relatives=frozenset(form["relatives"]),
        written_on=form.get("written_on", ""),
        subject_follows=form["subject"] == "after",
    )


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with its spelling variants folded, and where each of its characters stood.

    `length` is that of the text as printed.
    """

    text: str
    places: Sequence[int]
    length: int

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text as printed of a place in the folded one."""
        return self.places[start], self.places[end] if end < len(self.places) else self.length


def plain_of(text: str) -> Plain:
    """Fold the spelling variants of Arabic and drop its vowel signs."""
    if not is_arabic(text):
        return Plain(text, range(len(text)), len(text))
    kept = [(i, c) for i, c in enumerate(text) if not (_is_arabic(c) and unicodedata.combining(c))]
    return Plain(
        "".join(c for _, c in kept).translate(FOLDED), tuple(i for i, _ in kept), len(text)
    )


def folded(text: str) -> str:
    """Give a text with the spelling variants of Arabic folded."""
    return plain_of(text).text


def _is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


def find_phrases(text: str, book: PhraseBook) -> tuple[Phrase, ...]:
    """Give the verb phrases of a folded text, one for each clause, the first rule winning."""
    found = (_phrase_in(text, start, end, book) for start, end in _clauses(text, book))
    return tuple(phrase for phrase in found if phrase is not None)


def _clauses(plain: str, book: PhraseBook) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in book.breaks.finditer(plain):
        yield start, stop.start()
        start = stop.end()
    yield start, len(plain)


def _phrase_in(plain: str, start: int, end: int, book: PhraseBook) -> Phrase | None:
    for rule in book.rules:
        for match in rule.pattern.finditer(plain, start, end):
            if not _is_relative(plain, match.start(), book) and not _is_other(
                match.group(), rule, book
            ):
                lead = len(plain[start:end]) - len(plain[start:end].lstrip(" \t|–-"))
                return Phrase(rule, start + lead, end, match.start(), match.end())
    return None


def _is_relative(plain: str, at: int, book: PhraseBook) -> bool:
    """Tell whether a clause only says more of a noun: "which both sides agreed upon"."""
    before = plain[:at].split()
    return bool(before) and before[-1].lower() in book.relatives


def _is_other(word: str, rule: PhraseRule, book: PhraseBook) -> bool:
    bare = word.strip().lower().lstrip(book.written_on)
    return rule.future and bare.startswith(book.not_future)


def find_phrase_commitments(
    document: Document, sides: Sides, book: PhraseBook
) -> tuple[CommitmentFinding, ...]:
    """Give the commitments that an article reports in a language without a parser."""
    plain = plain_of(document.article.text)
    if not document.mentions and len(sides.parties) < 2:
        return ()
    reader = PhraseReader(document, sides, book, plain)
    return tuple(reader.finding(phrase) for phrase in find_phrases(plain.text, book))


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """What turns the phrases of one article into findings."""

    document: Document
    sides: Sides
    book: PhraseBook
    plain: Plain

    def finding(self, phrase: Phrase) -> CommitmentFinding:
        """Give a phrase as a finding, with all that its words tell."""
        article, rule = self.document.article, phrase.rule
        start, end = self.plain.place(phrase.start, phrase.end)
        evidence = article.quote(start, end)
        language = (article.language or "").split("-")[0]
        actors = self.actors(phrase)
        deadline = find_deadline(article.text, start, end, article.published, language)
        amount = next((s.amount for s in find_sums(evidence.quote)), None)
        leaning = leaning_of(folded(article.title or ""), self.plain.text, language)
        dated = bool(deadline and deadline.edtf)
        act = self.plain.text[phrase.verb_start : phrase.end]
        return CommitmentFinding(
            actors=actors,
            counterparts=self.counterparts(actors),
            kind=rule.kind,
            summary=shortened(evidence.quote),
            theme=theme_of(act, leaning, language=language),
            deadline=deadline.edtf if deadline else None,
            deadline_words=deadline.words if deadline else None,
            amount=amount,
            condition=None,
            strength=rule.strength,
            specificity="verifiable" if actors and (dated or amount) else "partly",
            lacks=_lacks(dated, amount is not None),
            novelty="renewed" if rule.kind == "reaffirm" else "unknown",
            core=tuple(dict.fromkeys(word for word in act.lower().split() if len(word) > 4)),
            rule=rule.id,
            likelihood=None,
            evidence=evidence,
        )

    def actors(self, phrase: Phrase) -> tuple[str, ...]:
        """Give who is named where the language puts a subject; all parties where nobody is."""
        start, end = self._subject_zone(phrase)
        if start >= end:
            return self.sides.parties
        first, last = self.plain.place(start, end)
        named = [m.party for m in self.document.mentions_in(first, last)]
        if phrase.rule.holder is not None:
            return tuple(named[:1])
        zone = self.plain.text[start:end].lower()
        if any(word in zone for word in self.book.both) or phrase.rule.joint:
            return self.sides.parties
        return tuple(named[:1]) or self.sides.parties

    def counterparts(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Give the other parties of the talks where one binds itself alone."""
        return tuple(p for p in self.sides.parties if p not in actors) if len(actors) == 1 else ()

    def _subject_zone(self, phrase: Phrase) -> tuple[int, int]:
        holder = phrase.rule.holder
        if holder is not None:
            held = holder.search(self.plain.text, phrase.verb_start, phrase.end)
            begin = held.end() if held else phrase.verb_end
            return begin, min(begin + REACH, phrase.end)
        if self.book.subject_follows:
            return phrase.verb_end, min(phrase.verb_end + REACH, phrase.end)
        return phrase.start, phrase.verb_start


def _lacks(has_date: bool, has_quantity: bool) -> tuple[Lack, ...]:
    there: tuple[tuple[Lack, bool], ...] = (("date", has_date), ("quantity", has_quantity))
    return tuple(name for name, given in there if not given)
