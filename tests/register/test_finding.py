"""Records found by their fields and words, on both databases."""

from dataclasses import replace
from itertools import product

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from stocktake.model import (
    Commitment,
    Evidence,
    Mechanism,
    Meeting,
    Page,
    Party,
    Reader,
    ReadPage,
    Resolved,
)
from stocktake.questions import Question
from stocktake.register import schema
from stocktake.register.connection import reading, writing
from stocktake.register.finding import Finding
from stocktake.register.folding import folded, places_of, words_of

READER = Reader("v-1", "model", "1", "0", "0")


def page(number, report):
    return ReadPage(Page(f"pg-{number}", f"{number}.txt", "0", None, None), (report,))


def meeting(when="2024-05-03", mechanism="k-1"):
    return Meeting(
        "m-1", None, mechanism, 1, when, "Oslo", ("NOR", "CHL"), (), ("a-1",),
        (Evidence("a-1", 0, 4, "Both"),),
    )  # fmt: skip


def promise(number, theme="maritime", due="2024-09"):
    return Commitment(
        id=f"c-{number}", actors=("NOR",), counterparts=("CHL",), kind="plan",
        summary=f"Norway to train crew number {number}", theme=theme, deadline=due,
        deadline_words=None, amount=None, condition=None, meeting="m-1", strength="firm",
        specificity="partly", lacks=(), novelty="unknown", renews=None, related=(),
        delivery="no evidence found", grade=None, origins=1, likelihood=None, rules=("will",),
        evidence=(Evidence("a-1", 0, 4, "Both"),),
    )  # fmt: skip


MECHANISM = Mechanism(
    "k-1", "Ocean Dialogue", "OD", (), "dialogue", ("NOR", "CHL"), None, (), (), None, ()
)


def put(register, group, *entries, former=()):
    with register.deriving() as work:
        work.put("layer", former, {group: Resolved(entries)} if entries else {})


def found(register):
    """Give all that the tables of finding hold, without the numbers of their rows."""
    with reading(register._engine) as connection:
        rows = connection.execute(sa.select(schema.finding)).mappings()
        facets = connection.execute(sa.select(schema.facets)).mappings()
        return (
            sorted(tuple(v for k, v in row.items() if k != "n") for row in rows),
            sorted(tuple(v for k, v in row.items() if k != "n") for row in facets),
        )


def made_anew(register):
    with writing(register._engine) as connection:
        Finding(connection).make_anew()
    return found(register)


def test_what_is_kept_in_step_is_what_would_be_made_anew(register, report):
    register.take_in([page(n, report(f"pg-{n}", f"Word {n}")) for n in range(3)], READER)
    put(register, "i-1", MECHANISM, meeting())
    put(register, "i-2", *(promise(n) for n in range(5)))
    put(register, "i-1", MECHANISM, meeting("2024-06-07"), former=["i-1"])
    put(register, "i-2", *(promise(n, "cyber") for n in range(3)), former=["i-2"])
    register.forget("pg-1")
    assert found(register) == made_anew(register)


def test_a_promise_is_found_by_the_day_and_the_mechanism_of_its_meeting(register):
    put(register, "i-1", MECHANISM, meeting())
    put(register, "i-2", promise(1))
    shelf = register.shelf()
    by_mechanism = Question("commitments", mechanism="k-1", since="2024-05", until="2024-05")
    assert shelf.answer(by_mechanism).ids == ("c-1",)
    put(register, "i-1", MECHANISM, meeting("2024-06-07", None), former=["i-1"])
    assert shelf.answer(by_mechanism).ids == ()
    assert shelf.answer(Question("commitments", since="2024-06")).ids == ("c-1",)


@pytest.mark.parametrize("order", ["newest", "oldest", "name", "due", "latest due"])
@pytest.mark.parametrize("party", [None, "NOR"])
def test_a_list_is_gone_through_in_portions_without_loss(register, order, party):
    put(register, "i-1", meeting())
    put(register, "i-2", *(promise(n, due=f"2024-{n % 12 + 1:02}") for n in range(30)))
    whole = register.shelf().answer(Question("commitments", party=party, order=order, at_most=99))
    seen, after = [], None
    while True:
        part = register.shelf().answer(
            Question("commitments", party=party, order=order, at_most=7, after=after)
        )
        assert part.total == 30
        seen += part.ids
        after = part.next
        if after is None:
            break
    assert tuple(seen) == whole.ids
    assert len(set(seen)) == 30


def test_a_tally_counts_what_is_past_its_date(register):
    put(register, "i-1", MECHANISM, meeting())
    put(register, "i-2", *(promise(n, due=f"2024-{n + 1:02}") for n in range(6)))
    question = Question("commitments", due_until="2024-03-31")
    assert register.shelf().tally("mechanism", ["k-1", "k-2"], question) == {"k-1": 3}


def test_an_article_is_no_longer_found_once_its_page_is_forgotten(register, report):
    register.take_in([page(1, report("pg-1", "A harbour for Ḥadīth scholars"))], READER)
    shelf = register.shelf()
    assert [h.kind for h in shelf.search("hadith", 5).articles] == ["articles"]
    register.forget("pg-1")
    assert shelf.search("hadith", 5).articles == ()


def test_words_are_found_across_accents_scripts_and_slips(register, report):
    texts = ("Le congrès siégera à Genève", "اتفقت الدول على تدريب البحّارة", "二国间对话在北京举行")
    register.take_in([page(n, report(f"pg-{n}", text)) for n, text in enumerate(texts)], READER)
    shelf = register.shelf()
    for words, text in (
        ("GENEVE congres", texts[0]), ("genev", texts[0]), ("congrse", texts[0]),
        ("البحاره", texts[1]), ("对话", texts[2]),
    ):  # fmt: skip
        hits = shelf.search(words, 5).articles
        assert [h.words for h in hits] == [text], words
    assert shelf.search("congres tokyo", 5).articles == ()


def test_a_search_takes_any_text_as_words(register, report):
    register.take_in([page(1, report("pg-1", "O'Brien AND x"))], READER)
    for words in ('"', "a' OR 1=1 --", "NEAR(x y)", "x* -y ^z", "!&|()", ":*", "\x00", "obrien"):
        register.shelf().search(words, 5)


def test_a_party_named_very_often_is_shown_shortly_and_told_in_full(register):
    evidence = tuple(Evidence(f"a-{n}", 0, 6, "Norway") for n in range(2000))
    put(register, "i-1", Party("NOR", "Norway", "state", (), evidence))
    shelf = register.shelf()
    (short,) = shelf.gather(["NOR"], ()).entries
    (whole,) = shelf.gather(["NOR"], ("whole",)).entries
    assert len(short.evidence) < 100
    assert len(whole.evidence) == 2000


def test_the_state_changes_with_every_change_and_with_nothing_else(register):
    shelf = register.shelf()
    before = shelf.state()
    shelf.answer(Question("commitments"))
    assert shelf.state() == before
    put(register, "i-1", meeting())
    assert shelf.state() != before


@given(st.text())
def test_the_places_of_words_are_those_of_the_text(text):
    for word, start, end in places_of(text):
        assert word in words_of(text[start:end])


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    once = folded(text)
    assert folded(once) == once


def test_a_list_narrowed_in_several_ways_gives_what_meets_all_of_them(register):
    themes, deeds, firmness = ("cyber", "trade"), ("delivered", "in progress"), ("firm", "intent")
    made = [
        replace(
            promise(n, themes[n % 2], due=f"2024-{n % 12 + 1:02}" if n % 5 else None),
            actors=("NOR",) if n % 3 else ("PER",),
            delivery=deeds[n % 4 // 2],
            strength=firmness[n % 8 // 4],
        )
        for n in range(48)
    ]
    put(register, "i-1", MECHANISM, meeting())
    put(register, "i-2", *made)
    shelf = register.shelf()
    for theme, delivery, strength, party, order in product(
        (None, "cyber"), (None, "delivered"), (None, "firm"), (None, "NOR", "CHL"),
        ("newest", "oldest", "name", "due", "latest due"),
    ):  # fmt: skip
        wanted = {
            c.id
            for c in made
            if (theme is None or c.theme == theme)
            and (delivery is None or c.delivery == delivery)
            and (strength is None or c.strength == strength)
            and (party is None or party in (*c.actors, *c.counterparts))
            and ("due" not in order or c.deadline)
        }
        asked = Question(
            "commitments", party=party, theme=theme, delivery=delivery, strength=strength,
            mechanism="k-1", order=order, at_most=99,
        )  # fmt: skip
        answer = shelf.answer(asked)
        assert set(answer.ids) == wanted, asked
        assert answer.total == len(wanted)


def test_those_whose_id_holds_a_space_meet_as_others_do(register):
    put(register, "i-1", replace(meeting(), parties=("NOR", "Open Harbour Union", "PER")))
    shelf = register.shelf()
    met = shelf.encounters("Open Harbour Union", None, None)
    assert [(e.one, e.other) for e in met] == [
        ("Open Harbour Union", "NOR"), ("Open Harbour Union", "PER"),
    ]  # fmt: skip
    assert {(e.one, e.other) for e in shelf.encounters(None, None, None)} == {
        ("NOR", "Open Harbour Union"), ("NOR", "PER"), ("Open Harbour Union", "PER"),
    }  # fmt: skip


def test_what_others_name_is_told_as_it_is_now_though_it_was_told_before(register):
    shelf = register.shelf()
    put(register, "i-1", MECHANISM, meeting())
    assert [e.when for e in shelf.gather(["m-1"], ()).entries] == ["2024-05-03"]
    put(register, "i-1", MECHANISM, meeting("2024-06-07"), former=["i-1"])
    assert [e.when for e in shelf.gather(["m-1"], ()).entries] == ["2024-06-07"]
    assert shelf.answer(Question("meetings", party="NOR")).total == 1
    put(register, "i-1", MECHANISM, former=["i-1"])
    assert shelf.gather(["m-1"], ()).entries == ()
    assert shelf.answer(Question("meetings", party="NOR")).total == 0
