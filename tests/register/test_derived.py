"""The derived part, driven by layers that group articles by the words they share."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stocktake.identity import short_id
from stocktake.model import (
    Anchor,
    Ground,
    Item,
    Judgement,
    Link,
    Origin,
    Page,
    Reader,
    ReadPage,
    Report,
    Resolved,
    Spot,
)
from stocktake.pipeline import derive
from stocktake.register import create_or_open
from stocktake.register.derived import grouped

READER = Reader("v-1", "model", "1", "0" * 64, "1" * 64)


@dataclass(frozen=True)
class SharedWords:
    """Puts articles that share a word together."""

    name: str = "words"

    def items(self, report: Report, _links: Mapping[str, str]) -> tuple[Item, ...]:
        words = tuple(report.article.text.split())
        return (Item(f"w-{report.article.id}", report.article.id, words, b"{}"),)

    def ground(self, item: Item) -> Ground:
        return Ground(("origins",), item.id, ((0, 1),))

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        articles = tuple(sorted(item.article for item in items))
        why = "; ".join(f"{j.action} by {j.by}" for j in judgements)
        origin = Origin(short_id("o", *articles), "unknown", articles, why, ())
        return Resolved(
            (origin,), tuple(Link(i.id, i.article, "size", str(len(articles))) for i in items)
        )


@dataclass(frozen=True)
class SameSize:
    """Puts articles together whose groups of the layer before are of one size."""

    name: str = "sizes"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        size = links["size"]
        return (Item(f"s-{report.article.id}", report.article.id, (size,), f'"{size}"'.encode()),)

    def ground(self, item: Item) -> Ground:
        return Ground((), item.id, ())

    def resolve(self, items: Sequence[Item], _judgements: Sequence[Judgement]) -> Resolved:
        articles = tuple(sorted(item.article for item in items))
        bodies = {item.body.decode() for item in items}
        return Resolved((Origin(short_id("s", *articles), "unknown", articles, str(bodies), ()),))


LAYERS = (SharedWords(), SameSize())


def read_page(report, number, text):
    page = f"pg-{number}"
    return ReadPage(Page(page, f"{number}.txt", str(number), None, None), (report(page, text),))


def sizes(register):
    return sorted(len(e.articles) for e in register.holdings().entries if e.id.startswith("o-"))


def test_groups_share_no_key_and_lose_no_item():
    items = [
        Item("1", "a", ("x", "y"), b""),
        Item("2", "a", ("z",), b""),
        Item("3", "b", ("y",), b""),
    ]
    for order in itertools.permutations(items):
        assert grouped(order) == ((items[0], items[2]), (items[1],))


def test_an_article_joins_the_groups_that_it_shares_words_with(register, report):
    register.take_in([read_page(report, 1, "oil gas"), read_page(report, 2, "fish")], READER)
    derive(register, LAYERS)
    assert sizes(register) == [1, 1]
    register.take_in([read_page(report, 3, "gas fish")], READER)
    derive(register, LAYERS)
    assert sizes(register) == [3]


def test_a_group_falls_apart_when_the_article_that_joined_it_is_forgotten(register, report):
    texts = ["oil gas", "fish", "gas fish"]
    register.take_in([read_page(report, n, text) for n, text in enumerate(texts)], READER)
    derive(register, LAYERS)
    register.forget("pg-2")
    derive(register, LAYERS)
    assert sizes(register) == [1, 1]
    assert register.pending() == 0


def test_a_later_layer_hears_what_an_earlier_one_says_of_old_articles(register, report):
    register.take_in([read_page(report, 1, "oil"), read_page(report, 2, "fish")], READER)
    derive(register, LAYERS)
    register.take_in([read_page(report, 3, "oil")], READER)
    derive(register, LAYERS)
    held = register.holdings()
    assert sorted((e.why, len(e.articles)) for e in held.entries if e.id.startswith("s-")) == [
        ("{'\"1\"'}", 1),
        ("{'\"2\"'}", 2),
    ]


def test_what_an_interruption_leaves_undone_is_done_the_next_time(register, report):
    class Broken(SameSize):
        def resolve(self, _items, _judgements):
            raise OSError("the power went off")

    register.take_in([read_page(report, 1, "oil"), read_page(report, 2, "oil")], READER)
    with pytest.raises(OSError, match="power"):
        derive(register, (SharedWords(), Broken()))
    assert register.pending() == 2
    assert register.holdings().entries == ()
    derive(register, LAYERS)
    assert sizes(register) == [2]
    assert register.pending() == 0


def test_deriving_what_has_not_changed_resolves_nothing(register, report):
    class Watched(SharedWords):
        def resolve(self, _items, _judgements):
            raise AssertionError("nothing has changed")

    register.take_in([read_page(report, 1, "oil")], READER)
    derive(register, LAYERS)
    derive(register, (Watched(), SameSize()))
    register.take_in([read_page(report, 1, "oil")], READER)
    derive(register, (Watched(), SameSize()))


def test_only_what_a_page_touches_is_resolved_again(register, report):
    seen = []

    class Watched(SharedWords):
        def resolve(self, items, judgements):
            seen.append({item.article for item in items})
            return super().resolve(items, judgements)

    pages = [read_page(report, n, f"word{n}") for n in range(20)]
    register.take_in(pages, READER)
    derive(register, LAYERS)
    added = read_page(report, 20, "word7 new")
    register.take_in([added], READER)
    derive(register, (Watched(), SameSize()))
    assert seen == [{added.reports[0].article.id, pages[7].reports[0].article.id}]


def test_a_judgement_has_its_record_derived_again_and_no_other(register, report):
    register.take_in([read_page(report, 1, "oil"), read_page(report, 2, "fish")], READER)
    derive(register, LAYERS)
    judged = next(e for e in register.holdings().entries if e.id.startswith("o-"))
    places = tuple(Spot("pg-1", article, 0, 1, "o") for article in judged.articles)
    register.judge(
        Judgement(
            "j-1", judged.id, "confirm", None, None, None, None, "A. Reader", "2025",
            (Anchor("record", "origins", "unknown", places),),
        )
    )  # fmt: skip
    derive(register, LAYERS)
    whys = {e.id: e.why for e in register.holdings().entries if e.id.startswith("o-")}
    assert whys.pop(judged.id) == "confirm by A. Reader"
    assert list(whys.values()) == [""]


def test_other_rules_derive_everything_anew(register, report, monkeypatch):
    register.take_in([read_page(report, 1, "oil")], READER)
    derive(register, LAYERS)
    monkeypatch.setattr("stocktake.versions.reconciling", lambda: "other rules")

    class Silent(SharedWords):
        def resolve(self, items, judgements):
            return Resolved((), super().resolve(items, judgements).links)

    derive(register, (Silent(), SameSize()))
    assert sizes(register) == []


def test_a_key_of_any_length_can_be_stored(register, report):
    register.take_in(
        [read_page(report, 1, "x" * 9000), read_page(report, 2, "x" * 9000 + " y")], READER
    )
    derive(register, LAYERS)
    assert sizes(register) == [2]


texts = st.lists(
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=9,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), texts=texts)
def test_order_batches_and_detours_do_not_change_what_is_derived(new_place, report, data, texts):
    pages = [read_page(report, n, text) for n, text in enumerate(texts)]
    straight = create_or_open(new_place())
    straight.take_in(pages, READER)
    derive(straight, LAYERS)

    crooked = create_or_open(new_place())
    for page in data.draw(st.permutations(pages), label="order"):
        crooked.take_in([page], READER)
        if data.draw(st.booleans(), label="derive now"):
            derive(crooked, LAYERS)
        if data.draw(st.booleans(), label="forget and add again"):
            crooked.forget(page.page.id)
            derive(crooked, LAYERS)
            crooked.take_in([page], READER)
    derive(crooked, LAYERS)

    assert crooked.holdings() == straight.holdings()
    straight.close()
    crooked.close()


def test_what_an_addition_brought_is_told_without_reading_all_that_is_held(register, report):
    register.take_in([read_page(report, 1, "oil"), read_page(report, 2, "fish")], READER)
    derive(register, LAYERS)
    before = register.ids()
    register.take_in([read_page(report, 3, "oil coal")], READER)
    derive(register, LAYERS)
    held, beyond = register.holdings(), register.holdings_beyond(before)
    assert beyond.articles == tuple(a for a in held.articles if a.id not in before)
    assert len(beyond.articles) == 1
    assert beyond.entries == tuple(e for e in held.entries if e.id not in before)
    assert beyond.relevant == held.relevant - before
    assert register.holdings_beyond(register.ids()).entries == ()
