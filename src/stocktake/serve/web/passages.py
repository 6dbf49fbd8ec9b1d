"""A text cut into pieces: what is marked of it, and the words around."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from stocktake.serve.exchange import ArticleRecord

_AROUND = 170  # letters of context on either side


@dataclass(frozen=True, slots=True)
class Place:
    """Letters of a text to be marked: how, with which number, and for which record.

    `anchor` is the name by which a link leads to them; a name stands once on a page.
    """

    start: int
    end: int
    look: str
    record: str
    number: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row; `place` is None for those that are not marked."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, and the places that begin in it, drawn or not."""

    pieces: tuple[Piece, ...]
    begins: tuple[Place, ...]


def context(article: ArticleRecord, places: Sequence[Place]) -> tuple[Piece, ...]:
    """Give the marked words of a text with some words on either side."""
    if not places or not article.text:
        return ()
    first, last = min(p.start for p in places), max(p.end for p in places)
    start = _start(article.text, max(0, first - _AROUND))
    end = _end(article.text, min(len(article.text), last + _AROUND))
    pieces = list(_pieces(article.text, start, end, places))
    if start:
        pieces.insert(0, Piece("… "))
    if end < len(article.text):
        pieces.append(Piece(" …"))
    return tuple(pieces)


def clusters(places: Iterable[Place]) -> list[list[Place]]:
    """Put places together that stand so near that they share their context."""
    found: list[list[Place]] = []
    for place in sorted(places, key=lambda p: (p.start, p.end)):
        if found and place.start - max(p.end for p in found[-1]) < 2 * _AROUND:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def paragraphs(text: str, places: Sequence[Place]) -> tuple[Paragraph, ...]:
    """Give a whole text in its paragraphs, each with the places that begin in it."""
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            begins = tuple(p for p in places if start <= p.start < end)
            found.append(Paragraph(tuple(_pieces(text, start, end, places)), begins))
        start = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int, places: Sequence[Place]) -> Iterable[Piece]:
    here = start
    for place in _drawn(places):
        first, last = max(place.start, here), min(place.end, end)
        if first >= last:
            continue
        if here < first:
            yield Piece(text[here:first])
        yield Piece(text[first:last], place)
        here = last
    if here < end:
        yield Piece(text[here:end])


def _drawn(places: Sequence[Place]) -> list[Place]:
    """Give stretches that lie side by side: what two places share belongs to the first listed.

    The number of a place stands at the end of its last stretch.
    """
    kept: list[Place] = []
    for place in places:
        free = _free(place, kept)
        kept += [replace(place, start=s, end=e, number=None, anchor="") for s, e in free[:-1]]
        kept += [replace(place, start=s, end=e) for s, e in free[-1:]]
    return sorted(kept, key=lambda p: p.start)


def _free(place: Place, taken: Sequence[Place]) -> list[tuple[int, int]]:
    """Give the stretches of a place that no other has taken."""
    found, here = [], place.start
    for other in sorted(taken, key=lambda p: p.start):
        if other.end <= here or other.start >= place.end:
            continue
        if other.start > here:
            found.append((here, other.start))
        here = max(here, other.end)
    if here < place.end:
        found.append((here, place.end))
    return found


def _start(text: str, place: int) -> int:
    """Move on to the beginning of a word, or of a line that begins on the way."""
    if place == 0:
        return 0
    space = text.find(" ", place)
    line = text.find("\n", place, place + _AROUND)
    return (line if line >= 0 else max(space, place)) + 1


def _end(text: str, place: int) -> int:
    if place == len(text):
        return place
    line = text.rfind("\n", place - _AROUND, place)
    return line if line >= 0 else max(text.rfind(" ", 0, place), place - _AROUND)
