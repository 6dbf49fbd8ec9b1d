"""Printed names of a format that cannot be its own."""

import pytest

from stocktake.model import Evidence, Mechanism
from stocktake.reconcile.article_words import (
    FormatWord,
    Told,
)
from stocktake.reconcile.formats import wrong_names

NAME = "Joint Security Cooperation Dialogue"


def word(article: str, name: str) -> FormatWord:
    told = Told(article=article, origin=f"o-{article}", published=None, primary=False, outlet=None)
    quote = (Evidence(article, 0, len(name), name),)
    return FormatWord(
        told, "k-1", name, None, (), "dialogue", ("NOR", "KEN"), None, (), None, None, quote
    )


@pytest.mark.parametrize(
    ("printed", "kinds"),
    [("Joint Safety Collaboration Dialogue", ["wording"]), ("حوار التعاون الأمني المشترك", [])],
)
def test_a_name_of_replaced_words_is_wrong_but_a_translation_is_not(
    printed: str, kinds: list[str]
) -> None:
    entry = Mechanism(
        "k-1", NAME, None, (), "dialogue", ("NOR", "KEN"), None, (), (), None, ()
    )  # fmt: skip
    found = wrong_names(entry, [word("a-1", NAME), word("a-2", printed)], {})
    assert [d.kind for d in found] == kinds
