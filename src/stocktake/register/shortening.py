"""Records in short, for pages that only name them: without their texts or most of their quotes."""

from dataclasses import dataclass, replace

import msgspec

from stocktake.model import Article, Entry, Party, Person, Report

MAY_BE_LONG = ("people", "parties")
"""The kinds of entries of which some are shortened."""

_LONG = 16_000  # letters of a body that is too much for a page that only names the record
_QUOTES = 40  # what a short body keeps


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text, and whether it is about a dialogue."""

    article: Article
    relevant: bool


_HEADS = msgspec.json.Decoder(Head)


def head_of(report: Report) -> str:
    """Write an article's head."""
    bare = Head(replace(report.article, text=""), report.reading.relevant)
    return msgspec.json.encode(bare).decode()


def head(short: str) -> Head:
    """Read an article's head."""
    return _HEADS.decode(short)


def shortened(entry: Entry) -> str:
    """Give a long entry's body without most of its quotes and roles; nothing for the others."""
    if len(entry.evidence) <= _QUOTES or len(msgspec.json.encode(entry)) <= _LONG:
        return ""
    if isinstance(entry, Person):
        roles = entry.roles[-_QUOTES:]
        return _written(replace(entry, evidence=entry.evidence[:_QUOTES], roles=roles))
    if isinstance(entry, Party):
        return _written(replace(entry, evidence=entry.evidence[:_QUOTES]))
    return ""


def _written(entry: Entry) -> str:
    return msgspec.json.encode(entry).decode()
