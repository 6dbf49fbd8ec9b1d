"""Reading the days that pages print."""

import pytest

from stocktake.collect.printed_dates import order_of_days, printed_days, with_year_before


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Wednesday, 3 April 2019", "2019-04-03"),
        ("Apr. 3rd, 2019 at 10:15", "2019-04-03"),
        ("Daily Name03-04-2019", "2019-04-03"),
        ("13/04/2019", "2019-04-13"),
        ("04/13/2019", "2019-04-13"),
        ("2019-04-03T22:10:00Z", "2019-04-03"),
        ("Publié le 3 avril 2019 à 08h15", "2019-04-03"),
        ("الأربعاء ٣ نيسان ٢٠١٩", "2019-04-03"),
        ("3 كانون الأول 2019", "2019-12-03"),
        ("2019年4月3日", "2019-04-03"),
        ("timeApr 3", "--04-03"),
    ],
)
def test_a_printed_day_is_read(line: str, day: str) -> None:
    assert [found.edtf for found in printed_days(line)] == [day]


@pytest.mark.parametrize(
    "line",
    ["04/05/2019", "31 February 2019", "3 hours ago", "10:45", "version 3.4.2", "May 30%", "2019"],
)
def test_what_is_no_day_or_reads_two_ways_is_none(line: str) -> None:
    assert printed_days(line) == ()


def test_the_place_of_a_day_in_its_line_is_known() -> None:
    (day,) = printed_days("Updated 3 April 2019 by us")
    assert "Updated 3 April 2019 by us"[day.start : day.end] == "3 April 2019"


def test_a_day_without_a_year_falls_on_or_before_the_pages_day() -> None:
    assert with_year_before("--04-03", "2019-04-20") == "2019-04-03"
    assert with_year_before("--12-30", "2019-01-02") == "2018-12-30"


@pytest.mark.parametrize(
    ("order", "text", "declared"),
    [
        ("day first", "03/04/2024 and 25/04/2024", None),
        ("month first", "03/04/2024 and 04/25/2024", None),
        ("unknown", "25/04/2024 and 04/25/2024 and 03/04/2024", None),
        ("unknown", "The ministers met on 03/04/2024 and will meet again.", "en-US"),
        ("day first", "The ministers met on 03/04/2024 and will meet again.", "en-GB"),
        ("day first", "Les ministres se sont réunis le 03/04/2024 dans la ville.", None),
        ("day first", "عقد الاجتماع في 3/4/2024", None),
        ("unknown", "No day at all", "en-GB"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_page(
    order: str, text: str, declared: str | None
) -> None:
    assert order_of_days(text, declared) == order
