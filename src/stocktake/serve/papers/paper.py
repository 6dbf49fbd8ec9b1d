"""A paper laid out: headings, paragraphs and tables that every face can show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stocktake.serve.picture import By, Line, Rule, Scale

Weight = Literal["plain", "strong", "quiet", "source", "drawn"]
Tone = Literal["plain", "past", "done", "differ"]
Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words; `lang` is set where it is not English.

    `source` words are a source's own; `drawn` ones explain a drawing, for faces that show it.
    `verb` is where the verb that binds begins and ends in them, None for no such verb.
    """

    text: str
    weight: Weight = "plain"
    tone: Tone = "plain"
    lang: str | None = None
    verb: tuple[int, int] | None = None

    @property
    def parts(self) -> tuple[str, str, str]:
        """Give the words before the verb, the verb, and those after it."""
        if self.verb is None:
            return self.text, "", ""
        start, end = self.verb
        return self.text[:start], self.text[start:end], self.text[end:]


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a person confirmed what follows, or the tool suggests it."""

    by: By


SAID_BY: Mapping[By, str] = {
    "person": "confirmed by a person",
    "tool": "suggested by the tool",
}
"""What a mark stands for, in words."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A promise's line; `signs` say the same round by round, None where nothing can be drawn."""

    line: Line | None
    signs: tuple[str, ...]


Run = Words | Mark
Runs = tuple[Run, ...]
Cell = Runs | Drawing


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of a paragraph; one in a box stands out."""

    runs: Runs
    place: Literal["text", "box", "list"] = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width, in per cent."""

    heading: str
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, as many as there are columns."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A line across the table that heads the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the drawings of a table share: its rounds and its stretch of days.

    `labels` name the rounds that each drawing has a sign for.
    """

    labels: tuple[str, ...]
    rules: tuple[Rule, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the column of drawings, where there is one, is that whose heading is `DRAWN`."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    lanes: Lanes | None = None


DRAWN = ""  # a picture's column is headed by its axis


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A numbered source; `title` is in its own language."""

    number: int
    title: str
    lang: str | None
    outlet: str
    rest: str
    address: str


@dataclass(frozen=True, slots=True)
class SourceList:
    """The numbered sources, and how many reports and origins they are."""

    lines: tuple[SourceLine, ...]
    count: str


Block = Heading | Paragraph | Grid | SourceList


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper's substance as one plain table, for a spreadsheet."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its kind, the day of its state of play, title, opening line and blocks."""

    kind: str
    state_of_play: str
    title: str
    lede: str
    blocks: tuple[Block, ...]
    sheet: Sheet
    orientation: Orientation = "portrait"


def isolated(text: str) -> str:
    """Give a name so that its direction does not reorder what stands around it."""
    foreign = any("\u0590" <= letter <= "\u08ff" for letter in text)
    return f"\u2068{text}\u2069" if foreign else text


def said(text: str, lang: str | None = None) -> Words:
    """Give plain words."""
    return Words(text, lang=lang)


def strong(text: str, tone: Tone = "plain", lang: str | None = None) -> Words:
    """Give words that stand out."""
    return Words(text, "strong", tone, lang)


def quiet(text: str) -> Words:
    """Give words that stand back."""
    return Words(text, "quiet")
