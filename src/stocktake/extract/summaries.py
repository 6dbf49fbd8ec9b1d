"""A promise in a few plain words: who will do what."""

import re

from stocktake.extract.parties import party_name

LONGEST = 24
QUOTES = re.compile(r"[\"“”«»]")
BLANKS = re.compile(r"\s+")


def summary_of(actors: tuple[str, ...], subject: str, clause: str) -> str:
    """Give who will do what in under 25 words, without quotation marks.

    `subject` is the wording that begins `clause` and stands for the actors; it is replaced by their
    names where they are known.
    """
    rest = clause
    if actors and subject and clause.startswith(subject):
        rest = clause[len(subject) :]
    elif actors and subject and subject in clause:
        before, rest = clause.split(subject, 1)
        rest = f"{rest} ({before.strip(' ,')})" if before.strip(" ,") else rest
    who = _names(actors)
    return shortened(f"{who} {rest}" if who else clause)


def shortened(wording: str) -> str:
    """Give a wording on one line in under 25 words, without quotation marks."""
    return _closed(BLANKS.sub(" ", QUOTES.sub("", wording)).split())


def _names(actors: tuple[str, ...]) -> str:
    names = [party_name(actor) for actor in actors]
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _closed(words: list[str]) -> str:
    if len(words) <= LONGEST:
        return " ".join(words).strip(" ,;:")
    return " ".join(words[: LONGEST - 1]).strip(" ,;:.–-") + " …"
