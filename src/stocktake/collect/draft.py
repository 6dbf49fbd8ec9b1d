"""An article before it has an id: what each reader of a format hands to the cutter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as cut; `text` is clean, its paragraphs apart by one line break."""

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    dateline: str | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Drafts:
    """The articles of one page in their order, or the reason why there are none."""

    articles: tuple[Draft, ...] = ()
    problem: str | None = None
