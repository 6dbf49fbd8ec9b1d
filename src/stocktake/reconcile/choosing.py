"""Which of several readings of one field a register shows."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Voice(Generic[V]):
    """One article's reading of a field: its value, its origin, and how it stands to the thing."""

    value: V
    origin: str
    primary: bool
    main: bool
    published: str | None
    article: str


def choose(
    voices: Iterable[Voice[V]], supports: Callable[[V, V], bool] = lambda a, b: a == b
) -> Voice[V] | None:
    """Give the voice to follow: a primary document's, else that of most origins, else the earliest.

    `supports` tells whether one value agrees with another.  Articles that are about the thing come
    before those that mention it in passing.
    """
    known = [v for v in voices if v.value is not None]
    if not known:
        return None

    def rank(voice: Voice[V]) -> tuple[object, ...]:
        origins = {
            v.origin for v in known if v.main == voice.main and supports(v.value, voice.value)
        }
        return (
            not voice.main, not voice.primary, -len(origins), voice.published or "9999",
            voice.article, str(voice.value),
        )  # fmt: skip

    return min(known, key=rank)


def reason(chosen: Voice[V], others: Sequence[Voice[V]]) -> str | None:
    """Say why one reading is likelier than the others; None when nothing tells."""
    rivals = [v for v in others if v.value != chosen.value]
    if chosen.primary and not any(v.primary for v in rivals):
        return "it stands in the primary document"
    ours = {v.origin for v in others if v.value == chosen.value} | {chosen.origin}
    theirs: dict[V, set[str]] = {}
    for voice in rivals:
        theirs.setdefault(voice.value, set()).add(voice.origin)
    if theirs and len(ours) > max(len(o) for o in theirs.values()):
        return f"{_count(len(ours))} independent origins give it"
    return None


def _count(number: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(number, str(number))
