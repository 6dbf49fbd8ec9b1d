"""What the pages of the desk show, asked for without a browser."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from small_desk import HERE, PAGES, asked_at

from stocktake.serve.web.door.opening import Door, door_for
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import Everybody


def text_of(answer):
    """Give the words of a page as a reader sees them."""
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def links_of(answer):
    return [unescape(a) for a in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(client, path):
    expected = 404 if path == "/nothing-here" else 200
    assert client.get(path).status_code == expected


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_a_style_or_a_script_of_its_own(client, path):
    page = client.get(path).text
    assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son[a-z]+=|javascript:", page)


def test_every_link_of_every_page_leads_somewhere(client):
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "html" in answer.headers["content-type"]:
            found = (urlsplit(urljoin(HERE + path, link)) for link in links_of(answer))
            waiting += [u._replace(scheme="", netloc="", fragment="").geturl() for u in found]
        waiting = [p for p in waiting if not p.startswith("/review")]
    assert len(seen) > 60


def test_today_asks_what_a_person_must_answer(client):
    words = text_of(client.get("/"))
    assert words.startswith("tabindex") or "Monday 2 June 2025" in words
    assert "Was it done: Train sailors? Due March 2025. Nothing found." in words
    assert "Eva Lund, or Eva Lunde?" in words
    assert "Could not be read: three.txt : it is empty; save it again" in words
    assert "Today, 2 June 2025" in words


def test_a_promise_is_a_line_through_the_rounds_with_its_state_in_words(client):
    page = client.get("/mechanisms/k-1")
    words = text_of(page)
    assert "Three commitments in two rounds. One delivered. One past its date." in words
    assert "Date passed, nothing found" in words
    assert page.text.count('<td class="lane">') == 3
    assert 'class="p-late"' in page.text
    assert "next round is announced in Valdivia: 2025" in words


def test_the_lines_shown_are_chosen_in_the_address(client):
    page = client.get("/mechanisms/k-1?show=past")
    assert page.text.count('<td class="lane">') == 1
    assert "Train sailors" in text_of(page)
    assert client.get("/mechanisms/k-1?show=past&lines=compact").text.count("picture dense") == 1


def test_a_meeting_tells_what_each_report_left_out(client):
    words = text_of(client.get("/meetings/m-2"))
    assert "not mentioned" in words
    assert "1 of 1" in words
    assert "What was said of earlier promises" in words
    assert "Norway has trained the inspectors" in words


def test_a_commitment_shows_its_words_its_evidence_and_what_was_not_found(client):
    delivered = text_of(client.get("/commitments/c-1"))
    assert "Delivered" in delivered
    assert "Norway will train two hundred inspectors by September 2024." in delivered
    assert "Norway has trained the inspectors" in delivered
    renewed = text_of(client.get("/commitments/c-4"))
    assert "Date passed, nothing found" in renewed
    assert "No person has confirmed this." in renewed
    assert "Terms changed" in renewed
    assert "Made at round 1" in renewed


def test_what_a_person_confirmed_is_solid_and_the_rest_is_dashed(client):
    page = client.get("/commitments/c-2").text
    assert '<span class="by person">A. Reader</span>' in page
    assert '<mark class="person">Both sides agreed' in page
    assert '<mark class="tool">Norway will train' in client.get("/commitments/c-1").text


def test_the_state_of_play_is_that_of_the_day_asked_for(client):
    assert "Not yet due" in text_of(client.get("/commitments/c-1?as_of=2024-06-01"))
    later = client.get("/commitments?as_of=2024-06-01")
    assert "Not yet due" in text_of(later)
    assert client.get("/commitments/c-1?as_of=yesterday").status_code == 400


def test_an_article_is_shown_untouched_with_numbered_notes(client):
    page = client.get("/articles/a-1")
    words = re.sub(r'<span class="n">\d+</span>', "", page.text)
    words = unescape(re.sub(r"<[^>]+>", "", words.partition('class="p"')[2]))
    assert "Norway and Chile held their first Ocean Dialogue in Oslo on 7 and 8 May 2024." in words
    assert "3 promises" not in text_of(page)
    assert "2 promises" in text_of(page)


def test_an_arabic_article_runs_from_the_right(client):
    page = client.get("/articles/a-3").text
    assert '<h1 lang="ar" dir="rtl">حوار المحيط</h1>' in page
    assert '<p class="p" lang="ar" dir="rtl"><mark class="tool" id="c-4">' in page


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("party=CHL&theme=culture-education", "c-3", "c-1"),
        ("mechanism=k-1&since=2024-11", "c-4", "c-1"),
        ("until=2024-10", "c-1", "c-3"),
        ("delivery=delivered", "c-1", "c-2"),
        ("strength=intent", "c-4", "c-1"),
        ("outlet=harbour+POST", "c-3", "c-1"),
        ("standing=confirmed", "c-2", "c-1"),
        ("order=due", "c-4", "c-3"),
    ],
)
def test_lists_filter_by_what_stands_in_the_address(client, query, found, missing):
    page = client.get(f"/commitments?{query}").text
    assert f'href="/commitments/{found}"' in page
    assert f'href="/commitments/{missing}"' not in page


def test_a_list_without_a_result_offers_to_drop_a_filter(client):
    page = client.get("/commitments?party=NOR&theme=cyber")
    assert "None meets all of this" in text_of(page)
    assert "/commitments?party=NOR" in links_of(page)
    assert "/commitments?theme=cyber" in links_of(page)


@pytest.mark.parametrize("query", ["theme=nonsense", "since=someday", "order=best", "after=x"])
def test_a_filter_that_has_no_meaning_is_told_with_a_remedy(client, query):
    answer = client.get(f"/commitments?{query}")
    assert answer.status_code == 400
    assert "This cannot be answered" in answer.text


def test_a_record_that_is_not_there_is_said_to_be_missing(client):
    for path in ("/commitments/c-99", "/articles/c-1", "/people/NOR", "/pages/a-1"):
        answer = client.get(path)
        assert (answer.status_code, "Not in the register" in answer.text) == (404, True), path


def test_a_page_that_the_browser_holds_is_not_sent_again(client, shelved):
    first = client.get("/commitments/c-1")
    mark = {"If-None-Match": first.headers["etag"]}
    assert client.get("/commitments/c-1", headers=mark).status_code == 304
    assert client.get("/commitments/c-2", headers=mark).status_code == 200
    shelved.forget("pg-3")
    assert client.get("/commitments/c-1", headers=mark).status_code == 200


def test_a_kept_page_is_told_apart_by_who_asks_for_it(shelved, client):
    assert "/review/c-1" in client.get("/commitments/c-1").text
    with asked_at(shelved, Door(Site(), Everybody())) as public:
        assert "/review" not in public.get("/commitments/c-1").text
        assert "/review" not in public.get("/").text


def test_every_answer_forbids_what_is_not_the_desks_own(client):
    for path in ("/", "/nothing-here", "/static/desk.css", "/api/v1/commitments"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_first_view_of_every_page_is_small(client):
    shared = sum(len(client.get(f"/static/{name}").content) for name in ("desk.css", "desk.js"))
    for path in PAGES:
        assert len(client.get(path).content) + shared < 300_000, path


def test_search_folds_accents_and_letters_and_forgives_a_slip(client):
    for words in ("inspectors", "INSPÉCTORS", "inspecters", "inspect"):
        assert "/commitments/c-1" in links_of(client.get(f"/search?q={words}")), words
    assert "/articles/a-3" in links_of(client.get("/search?q=البحاره"))


def test_search_marks_what_was_asked_for_in_the_quote(client):
    page = client.get("/search?q=laboratory").text
    assert '<mark class="found">laboratory</mark> in 2026' in page


def test_a_desk_of_an_empty_register_says_what_to_do(tmp_path):
    from stocktake.register import create_or_open

    register = create_or_open(str(tmp_path / "empty.db"))
    with asked_at(register, door_for("A. Reader")) as asking:
        assert "stocktake add" in asking.get("/").text
        for path in ("/commitments", "/map", "/search?q=word", "/pages"):
            assert asking.get(path).status_code == 200
    register.close()


def test_a_page_is_shown_as_of_a_day_before_its_articles_without_them(client):
    answer = client.get("/pages/pg-1?as_of=2020-01-01")
    assert answer.status_code == 200
    assert "Title of a-1" not in text_of(answer)
    assert "Title of a-1" in text_of(client.get("/pages/pg-1"))


def test_dates_stand_as_the_reader_writes_them_and_files_as_all_do(client):
    def lede(language: str) -> str:
        return client.get("/meetings/m-1", headers={"Accept-Language": language}).text

    assert "7–8 May 2024" in lede("en-GB")
    assert "May 7–8, 2024" in lede("en-US")
    assert lede("en-GB") == lede("")
    american = {"Accept-Language": "en-US"}
    paper = client.get("/mechanisms/k-1/chronology.md", headers=american).text
    assert "8 May 2024" in paper
    assert "May 8, 2024" not in paper
    tags = {client.get("/commitments", headers={"Accept-Language": a}).headers["etag"]
            for a in ("en-US", "en-GB", "ja")}  # fmt: skip
    assert len(tags) == 3


def test_an_answer_is_the_same_packed_or_not_and_when_asked_again(client):
    first, again = (client.get("/commitments", headers={"Accept-Encoding": "gzip"}) for _ in "ab")
    plain = client.get("/commitments", headers={"Accept-Encoding": "identity"})
    assert first.headers["content-encoding"] == again.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert first.text == again.text == plain.text
    for answer in (first, again):
        assert {"Accept-Language", "Accept-Encoding"} <= set(answer.headers["vary"].split(", "))
    assert "Accept-Language" in plain.headers["vary"]
