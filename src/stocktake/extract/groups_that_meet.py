"""The meetings of a group of states that have no name but the group's, and who hosts them."""

import re
from collections.abc import Iterator, Sequence

from stocktake.extract.document import Document
from stocktake.extract.mechanisms import Named
from stocktake.extract.parties import Mention, party_kind

# "A meeting of the River Union", "the summit of the Coast Council".
MEETING_OF = re.compile(
    r"\b(?:meeting|session|summit|ministerial|assembly)s? (?:meeting )?of (?:the )?"
    r"(?:(?:\w+ )?(?:ministers|leaders) of (?:the )?)?$",
    re.IGNORECASE,
)
# "River Union (foreign) ministers meet", "the RU Ministerial".
THEIR_PEOPLE = re.compile(
    r"(?: \([A-Z]{2,8}\))?(?P<who>(?:[’']s?)? (?:[Ff]oreign |[Dd]efen[cs]e |[Ff]inance |[Tt]rade )?"
    r"(?:[Mm]inist(?:ers|erial)|[Ll]eaders|[Ss]ummit)(?:[’'] [Mm]eeting| [Ss]ummit| [Mm]eeting)?)\b"
)
MEET = re.compile(
    r"\s(?:\w+ ){0,3}?(?:meet|met|gather|gathered|convene|convened)\b|\s*$|[,.]| in\b",
    re.IGNORECASE,
)
# Groups of states that are no party, yet meet under their name.
GROUP = re.compile(r"\b(?:Quad|Troika|Quint|Weimar Triangle|Visegrad Group)\b")
HOSTED_BY = re.compile(
    r"\b(?:co-)?host(?:ed|ing|s)?(?: [\w’'-]+){0,6}? (?:by|with|alongside) "
    r"(?:the )?(?:Governments? of )?(?:the )?"
)
HOST_TOGETHER = re.compile(r"(?:will |to |are )?(?:jointly |co-)host")
GENERAL = r"(?:Deputy |Assistant )?Secretar(?:y|ies)[- ]General"
ITS_GENERAL = re.compile(rf"(?: \([A-Z]+\))?(?:[’']s)? {GENERAL}")
GENERAL_OF = re.compile(rf"{GENERAL} of (?:the )?$")


def meeting_of_group(text: str, mentions: Sequence[Mention], *, head: bool) -> Named | None:
    """Give the first meeting that a text calls by the name of the group that meets.

    In a headline (`head`) "River Union ministers meet" is one; in a body only "a meeting of".
    """
    for start, end, party in sorted(_groups(text, mentions)):
        called = THEIR_PEOPLE.match(text, end) if head else None
        if called is not None and MEET.match(text, called.end()):
            name = text[start : called.end()]
            return Named(start, called.end(), name, "dialogue", None, party, meets=True)
        if MEETING_OF.search(text[:start]):
            return Named(start, end, text[start:end], "dialogue", None, party, meets=True)
    return None


def _groups(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for mention in mentions:
        if mention.form == "organisation" and party_kind(mention.party) == "organisation":
            yield mention.start, mention.end, (mention.party,)
    for match in GROUP.finditer(text):
        yield match.start(), match.end(), ()


def hosts_of(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Give the parties that sentences name as hosting: "hosted by A", "A and B jointly host"."""
    text = document.article.text
    found: list[str] = []
    for start, end in spans:
        for match in HOSTED_BY.finditer(text, start, end):
            found += [m.party for m in document.mentions if m.start == match.end()]
        together = HOST_TOGETHER.search(text, start, end)
        if together is not None:
            found += [m.party for m in document.mentions_in(start, together.start())]
    return tuple(dict.fromkeys(found))


def houses_of_generals(document: Document, span: tuple[int, int]) -> tuple[str, ...]:
    """Give the organisations whose Secretary General a sentence names as present."""
    text = document.article.text
    return tuple(
        m.party
        for m in document.mentions_in(*span)
        if ITS_GENERAL.match(text, m.end) or GENERAL_OF.search(text[: m.start])
    )
