"""A paper as one HTML page that prints on A4: no script, no file beside it."""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stocktake.serve.papers.paper import (
    Band,
    Drawing,
    Grid,
    Heading,
    Lanes,
    Mark,
    Paper,
    SourceList,
)
from stocktake.serve.picture import DEFS, SMALL, axis, lane

_RIGHT_TO_LEFT = ("ar", "fa", "ur", "he")
_LABELS_APART = 8  # per cent of a narrow lane below which two labels touch


def as_html(paper: Paper) -> str:
    """Give the page."""
    environment = Environment(
        loader=PackageLoader("stocktake.serve.papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["direction"] = direction
    kinds = {"mark": Mark, "band": Band, "drawing": Drawing, "heading": Heading, "grid": Grid,
             "sources": SourceList}  # fmt: skip
    environment.tests.update({name: _is(kind) for name, kind in kinds.items()})
    environment.globals.update(axis_of=_axis, lane_of=_lane, marks=Markup(DEFS))
    return environment.get_template("paper.html").render(paper=paper)


def direction(language: str | None) -> str:
    """Give the direction in which a language is written."""
    return "rtl" if language and language[:2] in _RIGHT_TO_LEFT else "ltr"


def _is(kind: type) -> Callable[[object], bool]:
    return lambda part: isinstance(part, kind)


def _axis(lanes: Lanes) -> Markup:
    return Markup(axis(lanes.rules, lanes.scale, "today", _LABELS_APART))


def _lane(drawing: Drawing, lanes: Lanes) -> Markup:
    if drawing.line is None:
        return Markup("")
    return Markup(lane(drawing.line, lanes.rules, lanes.scale, SMALL))
