"""Whether a page may matter by its bytes: the screen's first step, before anything is parsed.

It asks what the second step asks of an article's text, of all that stands between the tags, and
more loosely: names are looked for by their letters alone, and a stretch is longer.  Markup costs
next to nothing so, but the page's furniture counts too, save for its short lines.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from stocktake.extract.party_words import load_party_words
from stocktake.extract.rule_files import read_rules
from stocktake.extract.screen import PARTY, Screen, is_enough, load_screen

NO_WORD = (
    "no stretch of the page, read without cutting it, speaks of parties together with talks, "
    "texts, offices or promises"
)

_TAG = re.compile(rb"<[A-Za-z/!?][^>]*>")
_TAG_WITHIN_LINE = re.compile(
    rb"</?(?:a|abbr|b|br|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr)"
    rb"(?:\s[^>]*)?/?>",
    re.IGNORECASE,
)
_SHORT = 25  # bytes: a line of fewer is part of a menu, a button or a heading
# What stands in a word, or between two, and is seen by nobody.
_UNSEEN = ((b"&nbsp;", b" "), (b"&shy;", b""), (b"\xc2\xad", b""))
_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_TO_WORDS = bytes(c if c in _LETTERS else 0x20 for c in range(256))
_PLAIN_WORD = re.compile(rb"[A-Za-z0-9]+")
# What begins a letter of another script than Latin in UTF-8.
_OTHER_SCRIPT = bytes(c for c in range(0xCC, 0x100) if c != 0xE2)
_ENTITY = re.compile(rb"&#(?:x0?6|1[5-7])", re.IGNORECASE)
_MANY = 200  # letters of another script
# A stretch of an article's text lies within a stretch of the page that begins at some step.
_STEPS_AROUND = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """What follows the first two words of a phrase, and what the whole counts for.

    It counts for a `group` of words or, as PARTY, for the parties that it names.
    """

    rest: tuple[bytes, ...]
    group: str
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """How a page of another language that is read is known: by letters or by frequent words.

    `firsts` are the bytes that its letters begin with in UTF-8.
    """

    firsts: bytes
    least_letters: int
    words: frozenset[bytes]
    least_words: int

    def is_of(self, text: bytes, words: frozenset[bytes]) -> bool:
        """Tell whether a text with these words may be of the language."""
        if self.firsts:
            return _bytes_among(text, self.firsts) >= self.least_letters
        return len(self.words & words) >= self.least_words


Phrases = Mapping[bytes, Mapping[bytes, tuple[Phrase, ...]]]
"""The phrases by their first word as it may be printed, then by their second, empty for none."""


def chance_in_bytes(content: bytes) -> bool:
    """Tell whether a page of HTML or plain text may matter; it may wherever its letters are unsure.

    This holds back nothing that the second step lets through.
    """
    if b"\0" in content:
        return True
    content = _without(_without(content, b"script"), b"style")
    text = _TAG.sub(b" ", content)
    if _ENTITY.search(text) or _is_in_unknown_letters(text):
        return True
    words = _words_of(text)
    if any(language.is_of(text, frozenset(words)) for language in _languages()):
        return True
    screen = load_screen()
    # Most pages end here; to leave out their menus costs as much again, but far less than cutting.
    return _has_stretch(words, screen) and _has_stretch(_words_of(_passages(content)), screen)


def _passages(content: bytes) -> bytes:
    """Give the text of a page without the short lines, of which menus and lists are made."""
    parted = _TAG.sub(b"\0", _TAG_WITHIN_LINE.sub(b" ", content))
    return b" ".join([line for line in parted.split(b"\0") if len(line.strip()) >= _SHORT])


def _words_of(text: bytes) -> list[bytes]:
    for unseen, seen in _UNSEEN:
        text = text.replace(unseen, seen)
    return text.translate(_TO_WORDS).split()


def _has_stretch(words: Sequence[bytes], screen: Screen) -> bool:
    return any(is_enough(counts, screen) for counts in _counts_of(words, screen))


def _without(content: bytes, name: bytes) -> bytes:
    """Leave out elements that hold no text; one that holds paragraphs is no such element."""
    opening, closing = b"<" + name, b"</" + name
    kept = []
    at = 0
    while (start := content.find(opening, at)) >= 0:
        end = content.find(closing, start)
        if end < 0:
            break
        kept.append(content[at : start if content.find(b"</p>", start, end) < 0 else end])
        at = end
    return b" ".join((*kept, content[at:]))


def _is_in_unknown_letters(text: bytes) -> bool:
    """Tell a text of another script that is not in UTF-8, so that nobody knows yet which it is."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return _bytes_among(text, _OTHER_SCRIPT) > _MANY
    return False


def _bytes_among(text: bytes, some: bytes) -> int:
    return len(text) - len(text.translate(None, some))


def _counts_of(words: Sequence[bytes], screen: Screen) -> Iterator[Mapping[str, int]]:
    """Give how often each group is met in each stretch of a page, the whole page first.

    Nothing is given of the stretches where not even the whole page would be enough.
    """
    steps: dict[int, list[Phrase]] = defaultdict(list)
    for at, phrase in _met(words, _phrases()):
        steps[at // screen.step].append(phrase)
    if not is_enough(_counted((p for met in steps.values() for p in met), screen), screen):
        return
    stretch = screen.window // screen.step + _STEPS_AROUND
    for last in sorted(steps):
        within = (steps.get(step, ()) for step in range(last - stretch + 1, last + 1))
        yield _counted((phrase for met in within for phrase in met), screen)


def _counted(met: Iterable[Phrase], screen: Screen) -> Mapping[str, int]:
    counts = dict.fromkeys(screen.weights, 0)
    parties: set[str] = set()
    for phrase in met:
        counts[phrase.group] += 1
        parties.update(phrase.parties)
    counts[PARTY] = len(parties)
    return {group: min(count, screen.most) for group, count in counts.items()}


def _met(words: Sequence[bytes], phrases: Phrases) -> Iterator[tuple[int, Phrase]]:
    """Give the phrases of a page, each with how many letters and gaps stand before it at least."""
    places = [n for n, word in enumerate(words) if word in phrases]
    if not places:
        return
    letters = list(accumulate(map(len, words), initial=0))
    for n in places:
        by_second = phrases[words[n]]
        for phrase in by_second.get(b"", ()):
            yield letters[n] + n, phrase
        second = words[n + 1].lower() if n + 1 < len(words) else b""
        for phrase in by_second.get(second, ()) if second else ():
            following = words[n + 2 : n + 2 + len(phrase.rest)]
            if tuple(map(bytes.lower, following)) == phrase.rest:
                yield letters[n] + n, phrase


@cache
def _phrases() -> Phrases:
    """Give the words of the screen and the names of parties, by what a page may print first."""
    found: dict[bytes, dict[bytes, set[Phrase]]] = defaultdict(lambda: defaultdict(set))

    def put(printed: str, group: str, parties: tuple[str, ...] = (), exact: bool = False) -> None:
        first, second, *rest = [*_PLAIN_WORD.findall(printed.encode()), b"", b""]
        following = tuple(word.lower() for word in rest if word)
        ways = (first,) if exact else (first.lower(), first.capitalize(), first.upper())
        for way in ways:
            found[way][second.lower()].add(Phrase(following, group, parties))

    for phrases in load_screen().words.values():
        for printed, group in phrases:
            put(printed, group)
    words = load_party_words("en")
    for named in words.phrases.values():
        for name in named:
            if name.party:
                put(name.printed, PARTY, (name.party,), name.case == "exact")
    raw = read_rules("parties")
    for group in raw["group"]:
        for form in group["forms"]:
            put(form, PARTY, tuple(group["members"]))
    for epithet in raw["epithet"]:
        # It stands for one of several; here it is taken as one more.
        put(epithet["phrase"], PARTY, (epithet["phrase"],), True)
    found.pop(b"", None)
    return {
        first: {second: tuple(sorted(those, key=_order)) for second, those in seconds.items()}
        for first, seconds in found.items()
    }


def _order(phrase: Phrase) -> tuple[object, ...]:
    return (phrase.rest, phrase.group, phrase.parties)


@cache
def _languages() -> tuple[Language, ...]:
    return tuple(
        Language(
            firsts=bytes(sorted({letter.encode()[0] for letter in told.get("letters", "")})),
            least_letters=told.get("least_letters", 0),
            words=frozenset(word.encode() for word in told.get("words", ())),
            least_words=told.get("least_words", 0),
        )
        for told in read_rules("screen")["language"]
    )
