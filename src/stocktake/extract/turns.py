"""Who speaks where: the turns of a transcript, each with the party of its speaker."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from stocktake.extract.document import Document
from stocktake.extract.talks import Holder
from stocktake.model import PersonFinding

# A label in capitals before a colon, where a line or a sentence begins: "FOREIGN MINISTER MOEN:".
LABEL = re.compile(
    r"(?:(?<=\n)|(?<=^)|(?<=\s\s)|(?<=[.!?)] ))"
    r"(?P<label>[A-ZÀ-Þ][A-ZÀ-Þ.’'\- ]{2,60}?)(?: \([^()\n]{2,40}\))?:\s",
    re.MULTILINE,
)
# What parts one person of a title from the next; "Minister and Foreign Minister" is one man.
ANOTHER = re.compile(r"(?<!minister)(?<!president)(?<!secretary) and\b|\bwith\b|[,;&]")
# Those of them who ask.
ASKING = frozenset({"question", "q", "reporter", "operator"})
# What stands before a party that an envoy is sent to, or that is only talked of.
SENT_TO = re.compile(r"\b(?:to|for|on|toward|towards|against)(?: the)? $")
# Labels of those who speak for nobody.
NOBODY = frozenset({"QUESTION", "OPERATOR", "MODERATOR", "INTERPRETER", "Q", "REPORTER"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says from `start` on; `party` is None where nobody's voice is known.

    `speaker` is the last word of the label, in lower case: a family name, as a rule.
    """

    start: int
    party: str | None
    speaker: str = ""


def turns_of(document: Document, holders: Sequence[Holder], issuer: str | None) -> tuple[Turn, ...]:
    """Give the turns of a transcript in order; () for a text that is none.

    Whom the title names without a party speaks for the `issuer`.
    """
    return tuple(
        Turn(
            match.end(),
            _party_of(match["label"], document, holders, issuer),
            (match["label"].casefold().split() or [""])[-1],
        )
        for match in LABEL.finditer(document.article.text)
    )


def voice_at(turns: Sequence[Turn], at: int) -> Turn | None:
    """Give the turn that a position lies in, or None before the first."""
    return next((turn for turn in reversed(turns) if turn.start <= at), None)


def is_asked(turns: Sequence[Turn], at: int) -> bool:
    """Tell whether a position lies in what a reporter asks."""
    turn = voice_at(turns, at)
    return turn is not None and turn.speaker in ASKING


def by_their_voices(
    people: Sequence[PersonFinding], turns: Sequence[Turn]
) -> tuple[PersonFinding, ...]:
    """Give people of no party that of the turns in which somebody of their name speaks."""
    told = {(turn.speaker, turn.party) for turn in turns if turn.party is not None}
    parties = {speaker: party for speaker, party in told if len(_of(speaker, told)) == 1}
    return tuple(
        replace(p, party=p.party or parties.get(p.name.casefold().split()[-1])) for p in people
    )


def _of(speaker: str, told: Collection[tuple[str, str | None]]) -> set[str | None]:
    return {party for name, party in told if name == speaker}


def _party_of(
    label: str, document: Document, holders: Sequence[Holder], issuer: str | None
) -> str | None:
    """Give the party of the person whom a label names by family name, or of the office it names.

    An office before an unknown name tells nothing: another may hold the like.
    """
    words = label.casefold().split()
    if not words or words[-1].upper() in NOBODY:
        return None
    at = re.search(rf"\b{re.escape(words[-1])}\b", (document.article.title or "").casefold())
    titled = _named_before(document, at.start()) if at is not None else None
    named = [h.party for h in holders if words[-1] in h.name.casefold().split()]
    if titled or named or at is not None:
        return titled or (named[0] if named else issuer)
    offices = {h.party for h in holders if set(words) <= set(h.role.casefold().split())}
    return offices.pop() if len(offices) == 1 else None


def _named_before(document: Document, at: int) -> str | None:
    """Give the party of a name in the title: "Kenyan President Otieno" speaks for Kenya.

    Not the one that somebody is sent to: "U.S. Envoy for Yemen Lind" speaks for the United States;
    nor that of whoever is named before "and".
    """
    title = (document.article.title or "").casefold()
    before = [m for m in document.title_mentions if m.end <= at]
    own = [m for m in before if not SENT_TO.search(title, 0, m.start)]
    if not own or ANOTHER.search(title, own[-1].end, at):
        return None
    return own[-1].party
