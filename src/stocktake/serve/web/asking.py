"""Questions to the register as the addresses of lists put them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from starlette.datastructures import QueryParams

from stocktake.errors import BadQuestion
from stocktake.model import Delivery, Strength, Theme
from stocktake.questions import Kind, Order, Question, Standing
from stocktake.serve.days import span

KINDS: tuple[Kind, ...] = get_args(Kind)
FILTERS: Mapping[Kind, tuple[str, ...]] = {
    "commitments": (
        "party", "mechanism", "theme", "since", "until", "delivery", "strength", "outlet",
        "standing",
    ),
    "meetings": ("party", "mechanism", "since", "until", "outlet", "standing"),
    "mechanisms": ("party", "since", "until", "outlet", "standing"),
    "people": ("party", "since", "until", "outlet", "standing"),
    "parties": ("standing",),
    "agreements": ("party", "mechanism", "since", "until", "outlet", "standing"),
    "programmes": ("party", "since", "until", "outlet", "standing"),
    "discrepancies": ("party", "mechanism", "theme", "since", "until", "outlet", "standing"),
    "follow_through": ("party", "mechanism", "theme", "since", "until", "delivery", "outlet"),
    "articles": ("party", "since", "until", "outlet"),
    "pages": (),
    "origins": ("since", "until", "outlet"),
}  # fmt: skip
"""The filters that mean something for a kind."""

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "theme": get_args(Theme),
    "delivery": get_args(Delivery),
    "strength": get_args(Strength),
    "standing": get_args(Standing),
}
_ORDERS: Mapping[Kind, Order] = {"people": "name", "parties": "name"}
_LONGEST = 200  # letters of a filter's value


def question_of(kind: Kind, asked: QueryParams, at_most: int) -> Question:
    """Read a question; raise `BadQuestion` for a value that can have no meaning."""
    values: dict[str, str] = {}
    for name in FILTERS[kind]:
        value = asked.get(name, "").strip()
        if value:
            values[name] = _checked(name, value)
    question = Question(kind, order=_order(kind, asked), at_most=at_most)
    after = asked.get("after") or None
    if after is not None and "~" not in after:
        raise BadQuestion(f"{after[:40]!r} is no place in a list; start at its beginning")
    return replace(question, after=after, **values)  # type: ignore[arg-type]  # values are checked


def _checked(name: str, value: str) -> str:
    known = VOCABULARIES.get(name)
    if known is not None and value not in known:
        raise BadQuestion(f"there is no {name} {value[:40]!r}; it is one of {', '.join(known)}")
    if name in ("since", "until") and span(value) is None:
        raise BadQuestion(f"{value[:40]!r} is no date; write it as 2024-07-22, 2024-07 or 2024")
    if len(value) > _LONGEST or not value.isprintable():
        raise BadQuestion(f"no {name} is called so; choose one from the list")
    return value


def _order(kind: Kind, asked: QueryParams) -> Order:
    wanted = asked.get("order") or _ORDERS.get(kind, "newest")
    for order in get_args(Order):
        if order == wanted and ("due" not in order or kind == "commitments"):
            return order  # type: ignore[no-any-return]  # get_args loses the type
    raise BadQuestion(
        f"there is no order {wanted[:40]!r}; it is one of {', '.join(get_args(Order))}"
    )
