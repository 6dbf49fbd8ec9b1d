"""Which standing formats an article names: dialogues, commissions, committees, missions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.extract.document import Document
from stocktake.extract.format_bounds import QUALIFIED, left_end, right_end
from stocktake.extract.format_words import formats
from stocktake.extract.mandates import bare_parent, mandate_after, sets_up
from stocktake.extract.mechanisms_elsewhere import find_formats_elsewhere
from stocktake.extract.names import Word, words_of
from stocktake.extract.offices import places_of
from stocktake.extract.parties import Mention
from stocktake.extract.rounds import Round, rounds_told
from stocktake.extract.rule_files import ENGLISH, language_read
from stocktake.model import MechanismFinding, MechanismKind


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a format is named, as positions of the text, with its acronym.

    `meets` tells that the words make it a round: "(ABC) meeting", "the second X Dialogue".
    """

    start: int
    end: int
    name: str
    kind: MechanismKind
    acronym: str | None
    parties: tuple[str, ...]
    meets: bool


# Heads of talks that are a format only with more than a word of rank before them.
ONE_OFF = frozenset({"talks", "consultations"})
RANKS = frozenset(
    {"high-level", "high", "bilateral", "joint", "trilateral", "senior", "ministerial"}
)
# "Norway-Kenya", one word for two parties.
TWO_PARTIES = re.compile(r"[^\W\d_.][-–][A-Z]|\.[-–][A-Z]")
SESSION_OF = re.compile(r"\b(?:session|round) of (?:the|their) $")
# A sitting of an institution is a meeting: "Security Council Meeting on Harbours".
OF_INSTITUTION = re.compile(r"\b(?:council|assembly|committee) (?:meeting|session|summit)\b")
# "Moen's Meeting" is somebody's; that of a group is "the Ministers' Meeting".
OF_ONE = ("’s", "'s")
# Formats that last between their meetings.
LASTING = frozenset({"framework", "coalition", "mission"})
# A dialogue builds on the work of the body that it set up.
BUILDS_ON = re.compile(r"\bbuil(?:d|ds|t|ding) on the $")
MEMBERS_FOLLOW = frozenset({"between", "with", "of", "among", "includes", "comprises", "unites"})
BETWEEN_MEMBERS = frozenset({"the", "and", ",", "republic", "of", "kingdom", "state"})
CONTENT_FREE = frozenset({"the", "u", "s", "us", "and", "of", "on"})


def find_mechanisms(document: Document) -> tuple[MechanismFinding, ...]:
    """Give one finding for each standing format that the article names, in order of mention."""
    article = document.article
    if language_read(article.language) != ENGLISH:
        return find_formats_elsewhere(document)
    groups = _same_formats(find_named(article.text, document.mentions))
    return tuple(_finding(document, group, groups) for group in groups)


def find_named(text: str, mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Give every place of a text where a standing format is named."""
    words = words_of(text)
    parties = places_of(words, mentions)
    found: list[Named] = []
    at = 0
    while at < len(words):
        length = _head_length(words, at)
        named = _named_at(text, words, parties, (at, length), mentions) if length else None
        named = named or _in_the_place_of_one(text, words, parties, at)
        if named is None:
            at += 1
            continue
        if found and found[-1].end > named.start:
            found.pop()
        found.append(named)
        at += max(length, 1)
    return tuple(found)


def _in_the_place_of_one(
    text: str, words: Sequence[Word], parties: dict[int, Mention], at: int
) -> Named | None:
    """Read a name in capitals after "session of the", whatever it says: it stays as printed."""
    if words[at].plain not in formats().rounds or at + 4 >= len(words):
        return None
    if words[at + 1].plain != "of" or words[at + 2].plain != "the":
        return None
    if words[at].plain == "work" and not BUILDS_ON.search(text[: words[at].start]):
        return None
    start = end = at + 3
    while end < len(words) and words[end].is_capital and end not in parties:
        end += 1
    if end - start < 2 or any(_head_length(words, i) for i in range(start, end)):
        return None
    name = text[words[start].start : words[end - 1].end]
    of_office = all(w.plain in formats().modifiers for w in words[start:end])
    if of_office or any(i in name.lower() for i in formats().institutions):
        return None
    acronym = _acronym_after(words, end)
    return Named(
        words[start].start, words[end - 1].end, name, "commission", acronym, (), meets=True
    )


def _head_length(words: Sequence[Word], at: int) -> int:
    """Give how many words the format's head takes here, or 0."""
    kinds = formats().kinds
    if words[at].plain not in formats().openings:
        return 0
    for length in (3, 2, 1):
        window = words[at : at + length]
        joined = "" if length == 3 else " "
        if len(window) == length and joined.join(w.plain for w in window) in kinds:
            return length
    return 0


def _named_at(
    text: str,
    words: Sequence[Word],
    parties: dict[int, Mention],
    place: tuple[int, int],
    mentions: Sequence[Mention],
) -> Named | None:
    """Read the whole name around the head, or give None where it names nothing."""
    at, length = place
    head = ("" if length == 3 else " ").join(w.plain for w in words[at : at + length])
    capital = words[at].text[0].isupper() or words[at].text[0].isdigit()
    start = left_end(words, parties, at, capital)
    end = right_end(words, at + length) if capital else at + length
    if not _is_enough(words, parties, head, (start, at, end), capital):
        return None
    name = " ".join(text[words[start].start : words[end - 1].end].split())
    plain = name.lower()
    counted = SESSION_OF.search(text[: words[start].start].lower())
    institution = any(i in plain for i in formats().institutions)
    if counted is None and institution and not OF_INSTITUTION.search(plain):
        return None
    around = [m for m in mentions if words[start].start <= m.start < words[at].start]
    members = _between(words, parties, end)
    held = tuple(dict.fromkeys(m.party for m in around))
    held = members if len(members) > len(held) else held
    return Named(
        start=words[start].start,
        end=words[end - 1].end,
        name=name,
        kind=formats().kinds[head],
        acronym=_acronym_after(words, end),
        parties=held,
        meets=counted is not None
        or _meets(words, end)
        or (formats().kinds[head] not in LASTING and not _qualifies(words, end)),
    )


def _meets(words: Sequence[Word], end: int) -> bool:
    """Tell whether "meeting" or "ministerial" follows a name, past its acronym."""
    at = end + 3 if _acronym_after(words, end) else end
    return at < len(words) and words[at].plain in {"meeting", "ministerial", "session", "summit"}


def _qualifies(words: Sequence[Word], end: int) -> bool:
    """Tell a name that only says whose text or member something is: "Joint Commission Report"."""
    return any(word.plain in QUALIFIED for word in words[end : end + 2])


def _is_enough(
    words: Sequence[Word],
    parties: dict[int, Mention],
    head: str,
    span: tuple[int, int, int],
    capital: bool,
) -> bool:
    """Tell whether the words before a head make it a name."""
    lists = formats()
    start, at, end = span
    before = [i for i in range(start, at) if words[i].text[0].isalnum()]
    of_one = words[at - 1].text in OF_ONE and at - 2 not in parties
    if head[0].isdigit():
        return True
    if not capital:
        modifiers = {words[i].plain for i in before} & lists.modifiers
        modified = bool(modifiers - RANKS if head in ONE_OFF else modifiers)
        own = any(i in parties for i in before) and len(before) > 1
        return (head in lists.small and modified) or (head in lists.by_party and own)
    if head in lists.full_only:
        if of_one:
            return False
        after = end - at - 1
        of_two = any(i in parties and TWO_PARTIES.search(words[i].text) for i in before)
        enough = 1 if head == "summit" or (of_two and head in lists.by_party) else 2
        return len(before) >= enough or after >= 2
    return bool(before) or head == "quad"


def _acronym_after(words: Sequence[Word], at: int) -> str | None:
    """Give the acronym in brackets after a name."""
    if at + 2 >= len(words) or words[at].text != "(" or words[at + 2].text != ")":
        return None
    inside = words[at + 1].text
    capitals = [c for c in inside if c.isupper()]
    return inside if len(capitals) >= 2 and len(inside) <= 10 else None


def _between(words: Sequence[Word], parties: dict[int, Mention], at: int) -> tuple[str, ...]:
    """Give the parties of "between Iraq and NATO" or "includes Chad, Niger and …" after a name."""
    if at >= len(words) or words[at].plain not in MEMBERS_FOLLOW:
        return ()
    found = []
    for i in range(at + 1, min(at + 40, len(words))):
        if i in parties:
            found.append(parties[i].party)
        elif words[i].plain not in BETWEEN_MEMBERS:
            break
    return tuple(dict.fromkeys(found))


def _same_formats(named: Sequence[Named]) -> tuple[tuple[Named, ...], ...]:
    """Group the places that name one format."""
    groups: list[list[Named]] = []
    for one in named:
        group = next((g for g in groups if _alike(g[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(tuple(g) for g in groups)


def _alike(first: Named, second: Named) -> bool:
    one, two = _content(first.name), _content(second.name)
    return one == two or (
        first.kind == second.kind and (one <= two or two <= one) and one & two != set()
    )


def _content(name: str) -> set[str]:
    return {
        w
        for w in re.findall(r"\w+", name.lower())
        if w not in {"the", "u", "s", "us", "and", "of", "on"}
    }


def _finding(
    document: Document, group: tuple[Named, ...], others: tuple[tuple[Named, ...], ...]
) -> MechanismFinding:
    """Gather what the article says of one format."""
    text = document.article.text
    fullest = max(group, key=lambda n: (len(n.name.split()), -n.start))
    names = dict.fromkeys(n.name for n in group if n.name != fullest.name)
    coming = _next_round(document, group)
    return MechanismFinding(
        name=fullest.name,
        acronym=next((n.acronym for n in group if n.acronym), None),
        aliases=tuple(names),
        kind=fullest.kind,
        parties=max((n.parties for n in group), key=len),
        parent=_parent(text, group, others),
        mandate=next((m for n in group if (m := mandate_after(text, n.end))), ()),
        next_when=coming.when if coming else None,
        next_where=coming.place if coming else None,
        mentions=tuple(document.article.quote(n.start, n.end) for n in group),
    )


def _parent(
    text: str, group: tuple[Named, ...], others: tuple[tuple[Named, ...], ...]
) -> str | None:
    """Give the name of the format that is said to have set this one up."""
    for other in others:
        if other is group:
            continue
        for first in other:
            for second in group:
                if sets_up(text, (first.start, first.end), (second.start, second.end)):
                    return max(other, key=lambda n: len(n.name.split())).name
    bare = next((w for n in group if (w := bare_parent(text, n.start))), None)
    return next((o[0].name for o in others if o is not group and o[0].kind == bare), None)


def _next_round(document: Document, group: tuple[Named, ...]) -> Round | None:
    """Give the next round of a format: one that a sentence announces together with its name."""
    tail = group[0].name.lower().split()[-1]
    for told in rounds_told(document, tail):
        text = document.article.text[told.start : told.end].lower()
        here = any(told.start <= n.start < told.end for n in group)
        if told.standing == "announced" and (here or f"next {tail}" in text):
            return told
    return None
