"""The assistance and spending of parties that an article names with a name or a sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Span

from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.money import Sum, find_sums
from stocktake.extract.parties import Mention
from stocktake.extract.rule_files import read_rules
from stocktake.model import MoneyKind, ProgrammeFinding

SINCE = re.compile(r"\bsince $", re.IGNORECASE)
# What a text is signed by stands between these and is no programme.
SIGNS = re.compile(r"\b(?:between|signed by|signed with|head of|director of)\s+(?:the\s+)?$")
SIGNS_TOO = re.compile(r"\bbetween\b[^.;]{0,80}\band\s+(?:the\s+)?$")
SMALL = r"(?:of|for|the|and|to|on|in|’s|'s|-|–|&)"


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    """The vocabulary of `rules/programmes.toml`, as patterns over a sentence."""

    aid: re.Pattern[str]
    giving: frozenset[str]
    barred: re.Pattern[str]
    cumulative: re.Pattern[str]
    ongoing: re.Pattern[str]
    new: re.Pattern[str]
    provided: re.Pattern[str]
    name: re.Pattern[str]
    never: tuple[str, ...]
    run: re.Pattern[str]
    breakdown: re.Pattern[str]
    to_recipient: re.Pattern[str]
    given: re.Pattern[str]


def find_programmes(document: Document, sides: Sides) -> tuple[ProgrammeFinding, ...]:
    """Give the programmes of an article in its order: each sum of aid, and each name once."""
    words = load_programme_words()
    sums = find_sums(document.article.text)
    found: list[ProgrammeFinding] = []
    whole: list[ProgrammeFinding] = []
    for sentence in document.doc.sents:
        inside = [s for s in sums if sentence.start_char <= s.start and s.end <= sentence.end_char]
        if inside and whole and words.breakdown.search(sentence.text):
            found += _shares(document, whole[-1], sentence, inside)
            continue
        whole = list(_with_sums(document, sides, sentence, inside))
        found += whole
        if not inside:
            known = {f.name for f in found}
            found += [
                f for f in _with_names(document, sides, sentence, words) if f.name not in known
            ]
    return tuple(found)


@cache
def load_programme_words() -> ProgrammeWords:
    """Read the vocabulary."""
    raw = read_rules("programmes")["words"]
    heads = "|".join(raw["heads"])
    word = r"[A-Z][\w.’'-]*"
    name = (
        rf"(?<![\w])(?!(?:{'|'.join(raw['no_name'])})\b)(?:{word}(?:\s+(?:{SMALL}\s+){{0,2}}))"
        rf"{{1,8}}(?:{heads})\b(?:\s+\([A-Z][\w-]+\))?"
        rf"|(?<![\w])(?:{word}\s+){{2,6}}(?:{'|'.join(raw['small_heads'])})\b"
    )
    return ProgrammeWords(
        aid=_either(raw["aid"]),
        giving=frozenset(raw["giving"]),
        barred=_either(raw["barred"]),
        cumulative=_either(raw["cumulative"]),
        ongoing=_either(raw["ongoing"]),
        new=_either(raw["new"]),
        provided=_either(raw["provided"]),
        name=re.compile(name),
        never=tuple(raw["never"]),
        run=_either(raw["run"]),
        breakdown=_either(raw["breakdown"]),
        to_recipient=re.compile(rf"\b(?:{'|'.join(raw['to_recipient'])})\b", re.IGNORECASE),
        given=re.compile(rf"(?:['’]s)?\s(?:[a-z-]+\s){{0,2}}(?:{'|'.join(raw['given'])})\b"),
    )


def _either(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in longest)})\b", re.IGNORECASE)


def _with_sums(
    document: Document, sides: Sides, sentence: Span, sums: list[Sum]
) -> Iterator[ProgrammeFinding]:
    """Give a programme for each sum of a sentence that speaks of giving."""
    words = load_programme_words()
    if not sums or words.barred.search(sentence.text) or not _gives(sentence, words):
        return
    for number, one in enumerate(sums):
        last = sums[number + 1].start if number + 1 < len(sums) else sentence.end_char
        clause = document.article.text[one.start : last]
        donor, recipient = _hands(document, sides, sentence, one, words)
        yield ProgrammeFinding(
            name=_name_near(clause, words),
            amount=one.amount,
            money=_money_kind(sentence.text, words),
            donor=donor,
            recipient=recipient,
            when=_when(document, one.end, last),
            evidence=document.quote(sentence),
        )


def _shares(
    document: Document, whole: ProgrammeFinding, sentence: Span, sums: list[Sum]
) -> Iterator[ProgrammeFinding]:
    """Give the parts into which the sum of the sentence before is divided."""
    for one in sums:
        yield replace(whole, amount=one.amount, when=None, evidence=document.quote(sentence))


def _gives(sentence: Span, words: ProgrammeWords) -> bool:
    """Tell whether a sentence speaks of aid, or of giving by its verbs."""
    return words.aid.search(sentence.text) is not None or any(
        token.lemma_.lower() in words.giving for token in sentence if token.pos_ == "VERB"
    )


def _with_names(
    document: Document, sides: Sides, sentence: Span, words: ProgrammeWords
) -> Iterator[ProgrammeFinding]:
    """Give the named programmes of a sentence without sums that speaks of running them."""
    if not words.run.search(sentence.text):
        return
    for match in words.name.finditer(sentence.text):
        name = re.sub(r"\s+", " ", match.group())
        if any(never in name for never in words.never) or _signs(document.article.text, name):
            continue
        mentions = document.mentions_in(sentence.start_char, sentence.start_char + match.start())
        donor = _giver_named(document, sentence, words) or _subject_party(sentence, mentions)
        donor = donor or sides.speaker
        yield ProgrammeFinding(
            name=name,
            amount=None,
            money="ongoing"
            if words.ongoing.search(sentence.text)
            else _named_kind(sentence, words),
            donor=donor,
            recipient=_other_side(sides, donor),
            when=None,
            evidence=document.quote(sentence),
        )


def _signs(text: str, name: str) -> bool:
    """Tell a body that concludes a text, by the words before its name anywhere."""
    places = (match.start() for match in re.finditer(re.escape(name), text))
    before = (text[max(0, at - 120) : at] for at in places)
    return any(SIGNS.search(words) or SIGNS_TOO.search(words) for words in before)


def _giver_named(document: Document, sentence: Span, words: ProgrammeWords) -> str | None:
    """Give whose assistance a sentence speaks of: "Norwegian military assistance"."""
    text = document.article.text
    for mention in document.mentions_in(sentence.start_char, sentence.end_char):
        after = text[mention.end : min(mention.end + 40, sentence.end_char)]
        if words.given.match(after):
            return mention.party
    return None


def _other_side(sides: Sides, party: str | None) -> str | None:
    """Give the other of two sides."""
    if len(sides.parties) != 2 or party not in sides.parties:
        return None
    return sides.parties[party == sides.parties[0]]


def _named_kind(sentence: Span, words: ProgrammeWords) -> MoneyKind:
    """Tell a programme that is announced from one that runs."""
    if words.ongoing.search(sentence.text):
        return "ongoing"
    return "new" if words.new.search(sentence.text) else "ongoing"


def _money_kind(sentence: str, words: ProgrammeWords) -> MoneyKind:
    """Tell new money from what is being spent, and from a sum over years gone by."""
    if words.cumulative.search(sentence):
        return "cumulative"
    if words.ongoing.search(sentence):
        return "ongoing"
    if words.new.search(sentence):
        return "new"
    return "cumulative" if words.provided.search(sentence) else "new"


def _name_near(clause: str, words: ProgrammeWords) -> str | None:
    """Give the proper name of a programme in the words from a sum to the next."""
    for match in words.name.finditer(clause):
        name = re.sub(r"\s+", " ", match.group())
        if not any(never in name for never in words.never):
            return name
    return None


def _hands(
    document: Document, sides: Sides, sentence: Span, one: Sum, words: ProgrammeWords
) -> tuple[str | None, str | None]:
    """Give who pays and who gets: the party before the sum, and the one that "to" leads to."""
    text = document.article.text
    mentions = document.mentions_in(sentence.start_char, sentence.end_char)
    receiving = [
        m
        for m in mentions
        if m.form != "adjective"
        and words.to_recipient.search(text[max(sentence.start_char, m.start - 14) : m.start])
    ]
    after = [m.party for m in receiving if m.start >= one.end]
    before = [m.party for m in receiving if m.end <= one.start]
    giving = [m for m in mentions if m not in receiving]
    donor = _subject_party(sentence, tuple(giving)) or sides.speaker
    recipients = [p for p in [*after, *before[::-1]] if p != donor]
    recipient = recipients[0] if recipients else None
    return donor, recipient or _other_side(sides, donor)


def _subject_party(sentence: Span, mentions: tuple[Mention, ...]) -> str | None:
    """Give the party named in a subject of the sentence, else the first one that is no place."""
    for token in sentence:
        if token.dep_ in ("nsubj", "agent"):
            start = token.left_edge.idx
            end = token.idx + len(token)
            for mention in mentions:
                if start <= mention.start < end:
                    return mention.party
    return next((m.party for m in mentions if m.form != "capital"), None)


def _when(document: Document, start: int, end: int) -> str | None:
    """Give the first date behind a sum."""
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    first = next((d for d in dates if start <= d.start and d.end <= end and d.edtf), None)
    if first is None or first.edtf is None:
        return None
    since = SINCE.search(article.text[max(0, first.start - 8) : first.start]) is not None
    return f"{first.edtf}/.." if since and "/" not in first.edtf else first.edtf
