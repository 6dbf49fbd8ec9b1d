"""The states and organisations of states that a text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stocktake.extract.party_words import Form, PartyWords, Phrase, fold, load_party_words
from stocktake.extract.rule_files import language_read
from stocktake.model import PartyKind

WORD = re.compile(r"\w+")
# One-letter prefixes of Arabic that are written on to the word: and, so, by, for, like.
ARABIC_PREFIX = re.compile(r"[وف]?[بلك]?")
# The signs for vowels and doubled letters, which writers mostly leave out.
ARABIC_SIGN = re.compile(r"[\u064b-\u065f\u0670]")
OF_AFFAIRS = re.compile(r"(?: and \w+)? Affairs\b")
BEHIND_CITY = re.compile(r"[A-Z][a-z]+, $")
WORD_BEFORE = re.compile(r"([\w.'’-]+) $")
WORD_AFTER = re.compile(r" ([A-Z]\w+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named between two positions of a text.

    `form` tells a name ("Iraq") from an adjective ("Iraqi"), a capital or house of government that
    may stand for its party ("Baghdad"), and an organisation ("NATO", "the State Department").
    """

    start: int
    end: int
    party: str
    form: Form


def find_parties(text: str, language: str = "en") -> tuple[Mention, ...]:
    """Give the mentions of parties in a text, in its order, the longest at each place.

    `language` is a BCP 47 tag; French and Arabic names are looked for in texts of those languages.
    """
    words = load_party_words(language_read(language))
    plain = _plain_mentions(text, words) + _without_signs(text, words)
    named = [m for m in plain if m.party and not _of_a_bureau(text, m)]
    taken = _without_regions(text, words, named)
    settled = _settled_epithets(text, words, taken, plain)
    grouped = _grouped(text, words, taken)
    return tuple(sorted([*taken, *settled, *grouped], key=lambda m: m.start))


def _of_a_bureau(text: str, mention: Mention) -> bool:
    """Tell "the Bureau of European and Eurasian Affairs", which belongs to another state."""
    return mention.form == "adjective" and OF_AFFAIRS.match(text, mention.end) is not None


def _without_regions(text: str, words: PartyWords, found: list[Mention]) -> list[Mention]:
    """Leave out a state whose name is only that of a region behind a city: "Atlanta, Georgia".

    Where the text names the state in any other way, it means the state.
    """
    regions = [m for m in found if text[m.start : m.end] in words.also_regions]
    cities = {m for m in regions if BEHIND_CITY.search(text, max(0, m.start - 40), m.start)}
    # "Tbilisi, Georgia" and "Armenia, Georgia" name the state.
    behind = {m for m in cities if not any(text[o.end : m.start] == ", " for o in found)}
    meant = {m.party for m in found if m not in behind}
    return [m for m in found if m not in behind or m.party in meant]


def _without_signs(text: str, words: PartyWords) -> list[Mention]:
    """Give the mentions that are seen once the vowel signs of Arabic are left out."""
    if ARABIC_SIGN.search(text) is None:
        return []
    kept = [at for at, character in enumerate(text) if not ARABIC_SIGN.match(character)]
    printed = _plain_mentions(text, words)
    found = _plain_mentions("".join(text[at] for at in kept), words)
    placed = [replace(m, start=kept[m.start], end=kept[m.end - 1] + 1) for m in found]
    return [m for m in placed if not any(p.start < m.end and m.start < p.end for p in printed)]


def _grouped(text: str, words: PartyWords, taken: list[Mention]) -> Iterator[Mention]:
    """Give each member of a group that a text names by one name, at the place of that name."""
    folded = fold(text)
    for group in words.groups:
        for match in group.pattern.finditer(folded):
            if any(m.start < match.end() and match.start() < m.end for m in taken):
                continue
            for member in group.members:
                yield Mention(match.start(), match.end(), member, "name")


def party_of(phrase: str, language: str = "en") -> str | None:
    """Give the one party that a phrase names; None for none or several.

    A capital counts only where the phrase names no party otherwise ("U.S. Embassy Baghdad" is the
    United States').
    """
    mentions = find_parties(phrase, language)
    named = {m.party for m in mentions if m.form != "capital"} or {m.party for m in mentions}
    return named.pop() if len(named) == 1 else None


def party_name(party: str) -> str:
    """Give the English name of a party; its id where the vocabulary has none."""
    record = load_party_words("en").records.get(party)
    return record.name if record else party


def party_kind(party: str) -> PartyKind:
    """Tell a state from an organisation; an id that the vocabulary lacks is an organisation's."""
    record = load_party_words("en").records.get(party)
    return record.kind if record else "organisation"


def seats_of(party: str) -> tuple[str, ...]:
    """Give the states in which an organisation sits; none for a state."""
    record = load_party_words("en").records.get(party)
    return record.sits_in if record else ()


def system_of(party: str) -> str:
    """Give the organisation to whose system another belongs; itself where it is within none."""
    record = load_party_words("en").records.get(party)
    return record.within or party if record else party


def aliases(party: str) -> tuple[str, ...]:
    """Give the other English names of a party."""
    record = load_party_words("en").records.get(party)
    return tuple(name for name in record.names if name != record.name) if record else ()


def _plain_mentions(text: str, words: PartyWords) -> list[Mention]:
    """Give the phrases of the vocabulary in the text, those that name no party included."""
    folded = fold(text)
    found: list[Mention] = []
    end = 0
    for word in WORD.finditer(folded):
        if word.start() < end or (word.group().isascii() and word.group() not in words.phrases):
            continue
        mention = next(_at_word(text, folded, word, words), None)
        if mention is not None:
            end = mention.end
            found.append(mention)
    return found


def _at_word(text: str, folded: str, word: re.Match[str], words: PartyWords) -> Iterator[Mention]:
    """Give the mentions that begin at a word, the longest first."""
    for start in _starts(folded, word):
        for phrase in words.phrases.get(folded[start : word.end()], ()):
            end = start + len(phrase.folded)
            if (
                folded.startswith(phrase.folded, start)
                and not folded[end : end + 1].isalnum()
                and folded.endswith(phrase.after, 0, start)
                and _printed_right(text, start, end, phrase)
                and not _speaks_of_another(text, start, end, words)
            ):
                yield Mention(start, end, phrase.party, phrase.form)


def _starts(folded: str, word: re.Match[str]) -> Iterator[int]:
    """Give the places in a word where a name may begin: also behind an Arabic prefix."""
    yield word.start()
    if "\u0621" <= word.group()[0] <= "\u064a":
        prefix = ARABIC_PREFIX.match(folded, word.start())
        assert prefix is not None
        yield from range(word.start() + 1, prefix.end() + 1)


def _printed_right(text: str, start: int, end: int, phrase: Phrase) -> bool:
    """Tell whether a name bears its capital, and an acronym is printed as it should be."""
    if phrase.case == "exact":
        return text[start:end].replace("’", "'") == phrase.printed
    return phrase.case == "any" or text[start].isupper()


def _speaks_of_another(text: str, start: int, end: int, words: PartyWords) -> bool:
    """Tell a paper ("… Post") and a person's surname from the state of that name."""
    after = WORD_AFTER.match(text, end)
    if after is not None and after.group(1) in words.papers:
        return True
    if text[start:end] not in words.also_people:
        return False
    before = WORD_BEFORE.search(text, max(0, start - 30), start)
    return before is not None and before.group(1) in words.forenames


def _settled_epithets(
    text: str, words: PartyWords, taken: list[Mention], barred: list[Mention]
) -> Iterator[Mention]:
    """Give the epithets that the nearest party named before them, or the only one, settles."""
    for epithet in words.epithets:
        named = [m for m in taken if m.party in epithet.of]
        if not named:
            continue
        for match in epithet.pattern.finditer(text):
            if any(m.start < match.end() and match.start() < m.end for m in barred):
                continue
            before = [m.party for m in named if m.start < match.start()]
            if before or len({m.party for m in named}) == 1:
                party = before[-1] if before else named[0].party
                yield Mention(match.start(), match.end(), party, epithet.form)
