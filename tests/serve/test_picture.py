import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from stocktake.serve.picture import (
    DEFS,
    FULL,
    SMALL,
    Deed,
    Due,
    Line,
    Rule,
    Said,
    Scale,
    axis,
    lane,
    scale_of,
)

TODAY = date(2025, 6, 2)
RULES = (
    Rule(date(2023, 8, 7), "1"), Rule(date(2024, 1, 27), "C", "session"),
    Rule(date(2024, 7, 22), "2"),
)  # fmt: skip
LINE = Line(
    by="person",
    start=date(2023, 8, 7),
    stop=TODAY,
    alt='Made "first" & re-dated',
    said=(Said(date(2023, 8, 7), "person"), Said(date(2024, 7, 22), "tool")),
    dues=(
        Due(date(2023, 8, 7), None, date(2023, 12, 31), date(2024, 7, 22)),
        Due(date(2024, 7, 22), date(2025, 1, 1), date(2025, 3, 31), TODAY),
    ),
    changed=(date(2024, 7, 22),),
    gaps=(date(2024, 1, 27),),
    disagreements=(date(2024, 7, 22),),
    deeds=(
        Deed(date(2025, 1, 9), "tool", "under way"),
        Deed(date(2025, 4, 1), "person", "done"),
        Deed(date(2025, 2, 1), "tool", "not done"),
    ),
    note="new date",
)
days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


def drawn(line=LINE, direction="ltr", size=FULL):
    return lane(line, RULES, scale_of([line], RULES, TODAY, direction), size)


def test_a_lane_is_well_formed_and_has_no_inline_style():
    for direction in ("ltr", "rtl"):
        for size in (FULL, SMALL):
            picture = drawn(direction=direction, size=size)
            root = ElementTree.fromstring(picture)
            assert root.get("aria-label") == LINE.alt
            assert "style=" not in picture
            assert "-0.00%" not in picture


def test_every_mark_that_a_lane_refers_to_is_defined_once():
    wanted = set(re.findall(r'href="#([\w-]+)"', drawn() + drawn(size=SMALL)))
    for name in wanted:
        assert DEFS.count(f'id="{name}"') == 1


@given(days, days, days)
def test_a_page_read_from_the_right_mirrors_every_place(one, two, day):
    first, last = min(one, two), max(one, two) + timedelta(days=1)
    left = Scale(first, last, day).at(day)
    assert abs(left + Scale(first, last, day, "rtl").at(day) - 100) < 1e-9
    assert 0 <= left <= 100


@given(st.lists(days, min_size=1, max_size=4), days)
def test_the_scale_shows_every_round_and_today(rounds, today):
    rules = [Rule(day, "r") for day in rounds]
    scale = scale_of([], rules, today)
    assert scale.first < min(rounds)
    assert scale.covers(today)


def test_words_are_round_and_deeds_are_square():
    picture = drawn()
    assert picture.count('"#pic-said"') == 2
    assert picture.count('"#pic-deed"') == 2
    assert picture.count('"#pic-not"') == 1
    assert 'class="p-said person"' in picture
    assert 'class="p-said tool"' in picture


def test_only_passed_time_is_hatched():
    assert drawn().count("p-late") == 2
    waiting = replace(LINE, dues=(Due(LINE.start, None, date(2025, 12, 31)),))
    assert "p-late" not in drawn(waiting)


def test_a_suggested_promise_has_a_dashed_line():
    assert 'class="p-line tool"' not in drawn()
    assert 'class="p-line"' not in drawn(replace(LINE, by="tool"))


def test_changed_terms_step_down_and_say_so_where_there_is_room():
    assert drawn().count('class="p-line"') == 3  # two levels and the step between them
    assert drawn(replace(LINE, changed=())).count('class="p-line"') == 1
    assert "new date" in drawn()
    assert "new date" not in drawn(size=SMALL)


def test_a_frame_whose_end_lies_beyond_the_lane_stays_open():
    far = replace(LINE, dues=(Due(LINE.start, date(2025, 1, 1), date(2090, 1, 1)),))
    picture = drawn(far)
    assert "p-due stop" not in picture
    assert "p-due" in picture


def test_labels_that_would_touch_are_left_out_but_not_their_rules():
    scale = scale_of([], RULES, TODAY)
    assert ">C<" in axis(RULES, scale, "today")
    narrow = axis(RULES, scale, "today", apart=30)
    assert ">C<" not in narrow
    assert 'aria-label="1; C; 2; today"' in narrow


def test_the_label_of_today_makes_room_for_a_round_close_to_it():
    near = (Rule(TODAY - timedelta(days=60), "9"), Rule(TODAY - timedelta(days=400), "8"))
    scale = scale_of([], near, TODAY)
    assert 'text-anchor="start"' in axis(near, scale, "today", apart=8)
    assert ">9<" in axis(near, scale, "today", apart=8)
    assert 'text-anchor="start"' not in axis(near[1:], scale, "today", apart=8)
