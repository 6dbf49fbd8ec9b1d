"""Cutting articles out of flattened text."""

from stocktake.collect import cut
from stocktake.model import Article, Source

STORY = (
    "Norway and Chile agreed on Monday to share the data of their fishing fleets.\n\n"
    "The two sides will open a joint office in Oslo by the end of 2031, the ministry said.\n\n"
    "They also welcomed the work of the customs group and praised its staff."
)


def articles(text: str) -> tuple[Article, ...]:
    return cut(Source("page.txt", text.encode())).articles


def test_title_day_and_text_of_a_release_are_told_apart() -> None:
    (article,) = articles(f"Second Fisheries Round Held in Oslo\nMon, 05 May 2031\n\n{STORY}")
    assert article.title == "Second Fisheries Round Held in Oslo"
    assert article.published == "2031-05-05"
    assert article.text == STORY.replace("\n\n", "\n")
    assert article.language == "en"
    assert not article.truncated


def test_items_of_lists_and_lead_ins_of_a_release_are_kept() -> None:
    body = (
        "Office of the Speaker\n\nThe parties intend:\nto train the staff of both ports;\n"
        "to meet each year; and\nto build a pier\n\n1. Norway will host the office.\n\nEnd text"
    )
    (article,) = articles(f"Statement on the Fisheries Round\nMon, 05 May 2031\n\n{body}")
    assert article.text.split("\n") == [line for line in body.split("\n") if line]


def test_furniture_around_a_story_is_in_no_article() -> None:
    (article,) = articles(
        "Harbour Daily\nHome | World | Markets | Sport\nChile, Norway to share fishing data\n"
        "By Our Reporter | May 5, 2031 07:55 IST | 3 min read | 12 shares\n\n"
        f"{STORY}\n\nShare this story\nTags: fish, trade\nAlso read | Fog closes the airport\n"
        "No comments yet...\nSign up to our newsletter for the news of the day.\n"
    )
    assert article.title == "Chile, Norway to share fishing data"
    assert article.text == STORY.replace("\n\n", "\n")
    assert article.published == "2031-05-05"
    assert article.outlet == "Harbour Daily"
    assert article.byline == "Our Reporter"


def test_several_stories_of_one_page_are_told_apart_each_with_its_credits() -> None:
    page = (
        "logo\nFirst Pact Signed in Oslo\n\nFirst Pact Signed in Oslo\n\n"
        "Harbour Daily05-05-2031\n\n"
        f"{STORY}\n\nComments\nNo comments yet...\nRelated Articles\n\n"
        "Portugal and Ghana open a training centre\nPortugal and Ghana open a training centre\n\n"
        "Coast Wire\n\ntimean hour ago\n\n  • Coast Wire\n\n"
        "Portugal and Ghana opened a centre for pilots on Sunday. The centre will train two "
        "hundred pilots a year, and both sides agreed to pay for it in equal parts until 2035.\n\n"
        "Ten soups for cold days\n\nKitchen Paper\n\ntime2 days ago\n"
    )
    first, second = articles(page)
    assert (first.title, first.outlet, first.published) == (
        "First Pact Signed in Oslo",
        "Harbour Daily",
        "2031-05-05",
    )
    assert first.text == STORY.replace("\n\n", "\n")
    assert (second.title, second.outlet, second.published) == (
        "Portugal and Ghana open a training centre",
        "Coast Wire",
        None,
    )
    assert second.text.startswith("Portugal and Ghana opened")
    assert second.text.endswith("until 2035.")
    assert (first.position, second.position) == (0, 1)


def test_an_age_such_as_hours_ago_gives_no_day() -> None:
    (article,) = articles(f"Chile, Norway to share fishing data\n5 hours ago\n\n{STORY}")
    assert article.published is None


def test_datelines_stay_in_the_text_and_name_the_agency() -> None:
    (article,) = articles(f"Chile, Norway to share data\n\nOSLO, May 5 (Coast Wire) - {STORY}")
    assert article.dateline == "OSLO, May 5 (Coast Wire) -"
    assert article.outlet == "Coast Wire"
    assert article.text.startswith("OSLO, May 5")
    (article,) = articles(f"2031-05-05 Coast Wire/ {STORY}")
    assert (article.published, article.outlet) == ("2031-05-05", "Coast Wire")
    (article,) = articles(f"Chile, Norway to share data\n\nOslo / CWA / {STORY}")
    assert (article.dateline, article.outlet) == ("Oslo / CWA /", "CWA")


def test_a_credit_at_the_end_is_the_outlet_and_no_text() -> None:
    (article,) = articles(f"Chile, Norway to share data\n\n{STORY}\nSource : Ministry of Ports")
    assert article.outlet == "Ministry of Ports"
    assert article.text.endswith("praised its staff.")
    (article,) = articles(f"Chile, Norway to share data\n\n{STORY} (Source: CWA)")
    assert article.outlet == "CWA"
    assert article.text.endswith("praised its staff.")


def test_a_text_that_begins_or_ends_in_mid_sentence_is_truncated() -> None:
    (begun,) = articles(f"of the treaty on ports and the rules that follow from it.\n{STORY}")
    assert begun.truncated
    assert begun.title is None
    (broken,) = articles(f"Chile, Norway to share data\n\n{STORY} Both of them said that the next")
    assert broken.truncated


def test_a_sentence_broken_by_its_links_is_made_whole() -> None:
    (article,) = articles(
        "Norway and Chile agreed on Monday, in the words of their\njoint statement\n"
        ", to share the data of their fleets and to open an office.\n"
        "The two sides will meet in Oslo again before the end of 2031, as told\nCoast Wire\n"
        "in a report from the town on Tuesday."
    )
    assert article.text == (
        "Norway and Chile agreed on Monday, in the words of their joint statement, to share the "
        "data of their fleets and to open an office.\nThe two sides will meet in Oslo again before "
        "the end of 2031, as told Coast Wire in a report from the town on Tuesday."
    )


def test_a_page_of_short_lines_holds_no_article_and_says_so() -> None:
    page = cut(Source("page.txt", b"Home\nWorld\nMarkets\nSign in\nSearch\n")).page
    assert page.problem is not None
    assert "save the page of one article" in page.problem


def test_marks_of_markdown_are_taken_off() -> None:
    text = (
        "# Chile, Norway to share data\n\n5 May 2031\n\n"
        "Norway and **Chile** agreed on [Monday](https://a.example) to share their data.\n\n"
        "- Norway will open an office in Oslo.\n- Chile will pay for it.\n"
    )
    (article,) = cut(Source("page.md", text.encode())).articles
    assert article.title == "Chile, Norway to share data"
    assert article.published == "2031-05-05"
    assert article.text == (
        "Norway and Chile agreed on Monday to share their data.\n"
        "- Norway will open an office in Oslo.\n- Chile will pay for it."
    )


def test_a_byline_that_opens_the_text_is_the_byline() -> None:
    (article,) = articles(f"Chile, Norway to share data\n\nBy Ann Writer. {STORY}")
    assert article.byline == "Ann Writer"
    assert article.text.startswith("Norway and Chile")


def test_a_dateline_on_a_line_of_its_own_opens_the_text() -> None:
    (article,) = articles(f"Chile, Norway to share data\n\nShare this\nOslo-CWA\n{STORY}")
    assert article.dateline == "Oslo-CWA"
    assert article.text.startswith("Oslo-CWA\nNorway")


def test_a_quoted_post_at_the_end_is_signed_and_not_cut_off() -> None:
    post = "We agreed on all of it… — Minister of Ports (@ports) June 3, 2031"
    (article,) = articles(f"Chile, Norway to share data\n\n{STORY}\n\n{post}")
    assert not article.truncated
