"""The head of a transcript: where its speakers stood, from the lines before the first turn."""

import re

from stocktake.extract.document import Document
from stocktake.extract.names import naming, words_of
from stocktake.extract.offices import find_offices, office_words, places_of

# A turn of a transcript begins with its speaker in capitals: "MINISTER MOEN:", "MR VIK:".
TURN = re.compile(r"^([A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,5}): ", re.MULTILINE)
# Who has no office in a transcript, but a turn.
OTHER_SPEAKERS = frozenset({"moderator", "question", "operator", "interpreter", "host"})
# The turns begin at most this far in, past the lines of who and where.
LONGEST_HEAD = 600
BY_WIRE = re.compile(r"\b(?:via|by) (?:teleconference|video|videoconference|zoom)\b", re.IGNORECASE)
PLACE = re.compile(
    r"(?:.*Headquarters,? )?(?P<city>[A-ZÀ-Þ][\w’'.-]*(?: [\w’'.-]+){0,3}?)"
    r"(?:, (?P<within>(?:the )?[A-ZÀ-Þ][\w’'. -]+))?(?: Location)?"
)
OF_THE_CITY = frozenset({"D.C.", "DC"})


def is_transcript(document: Document) -> bool:
    """Tell a text of turns, each under its speaker's name, from a report."""
    return _first_turn(document) is not None


def place_at_head(document: Document) -> str | None:
    """Give the city on a line of its own before the first turn; "virtual" for a call by wire.

    Lines that name an office tell who speaks; the first that names a place is the city.
    """
    turn = _first_turn(document)
    if turn is None:
        return None
    lines = [line.strip() for line in document.article.text[:turn].split("\n")]
    if any(BY_WIRE.search(line) for line in lines):
        return "virtual"
    places = [line for line in filter(None, lines) if _is_place(document, line)]
    # "City, State" says more than the name of a house.
    places.sort(key=lambda line: ", " not in line)
    return _city_of(places[0]) if places else None


def _first_turn(document: Document) -> int | None:
    turns = TURN.finditer(document.article.text, 0, LONGEST_HEAD)
    return next((m.start() for m in turns if _is_speaker(m[1].lower())), None)


def _is_speaker(turn: str) -> bool:
    """Tell a speaker, by an office or a form of address, from the city of a dateline."""
    speakers = office_words().heads | naming().address | naming().ranks | OTHER_SPEAKERS
    return any(word in speakers or f"{word}." in speakers for word in turn.split())


def _is_place(document: Document, line: str) -> bool:
    """Tell a line that names a place and no office."""
    words = words_of(line)
    if find_offices(line, words, places_of(words, ())):
        return False
    at = document.article.text.index(line)
    if document.mentions_in(at, at + len(line)):
        return True
    span = document.doc.char_span(at, at + len(line), alignment_mode="expand")
    labels = [token.ent_type_ for token in span] if span is not None else []
    return "GPE" in labels and labels[0] != "PERSON"


def _city_of(line: str) -> str | None:
    match = PLACE.fullmatch(line)
    if match is None:
        return None
    return line if match["within"] in OF_THE_CITY else match["city"]
