from stocktake.model import Article, Item, Reading, Report
from stocktake.reconcile.parties import Parties, PartyWords
from stocktake.reconcile.witnesses import Witnesses

FIRST = Witnesses()
LAYER = Parties(lambda party: PartyWords(f"Land of {party}", "state", (f"{party}land",)))


def report(number: int, text: str, *named: tuple[str, str]) -> Report:
    article = Article(
        f"a-{number}", "pg-1", 0, None, None, None, None, None, "en", text, truncated=False
    )
    quotes = tuple(
        (party, article.quote(text.index(words), text.index(words) + len(words)))
        for party, words in named
    )
    return Report(article, Reading(article.id, relevant=True, parties=quotes))


def items_of(*reports: Report) -> list[Item]:
    links: dict[str, dict[str, str]] = {one.article.id: {} for one in reports}
    named = [item for one in reports for item in FIRST.items(one, {})]
    for link in FIRST.resolve(named, ()).links:
        links[link.article][link.name] = link.value
    return [item for one in reports for item in LAYER.items(one, links[one.article.id])]


def test_a_party_is_one_entry_with_a_quote_from_each_article():
    reports = (
        report(1, "Peru met Chile.", ("PER", "Peru"), ("CHL", "Chile")),
        report(2, "Chilean envoys left.", ("CHL", "Chilean")),
    )
    items = items_of(*reports)
    for order in (items, items[::-1]):
        chile, peru = LAYER.resolve(order, ()).entries
        assert (chile.id, chile.name, chile.kind, chile.aliases) == (
            "CHL", "Land of CHL", "state", ("CHLland",),
        )  # fmt: skip
        assert [(e.article, e.quote) for e in chile.evidence] == [
            ("a-1", "Chile"),
            ("a-2", "Chilean"),
        ]
        assert [e.quote for e in peru.evidence] == ["Peru"]


def test_a_party_that_very_many_articles_name_rests_on_a_part_of_them():
    few = [report(n, "Peru met Chile.", ("PER", "Peru")) for n in range(100)]
    many = [report(n, "Peru met Chile.", ("PER", "Peru")) for n in range(4000)]
    assert len(items_of(*few)) == 100
    kept = {item.article for item in items_of(*many)}
    assert 500 < len(kept) <= 1024


def test_one_more_article_touches_few_of_those_that_name_the_same_party():
    many = [report(n, "Peru met Chile.", ("PER", "Peru")) for n in range(2000)]
    keys = [key for one in many for item in FIRST.items(one, {}) for key in item.keys]
    (added,) = FIRST.items(report(2000, "Peru left.", ("PER", "Peru")), {})
    assert keys.count(added.keys[0]) < 30
