"""The desk in a real browser: what axe finds, what the keys do, what fits, what complains."""

from collections.abc import Iterator

import pytest
from in_browser import Watched, axe, chromium, served
from small_desk import PAGES, desk_behind

from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import OnePerson

WIDTHS = (320, 360, 768, 1024, 1280, 1600)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def origin(shelved) -> Iterator[str]:
    with served(lambda _origin: desk_behind(shelved, Door(Site(), OnePerson("A. Reader")))) as at:
        yield at


@pytest.fixture
def watched(browser) -> Iterator[Watched]:
    page = Watched(browser.new_page(viewport={"width": 1280, "height": 900}))
    yield page
    page.page.close()


def test_axe_finds_nothing_wrong_with_any_page_in_any_light(browser, origin):
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        for path in PAGES:
            page.goto(origin + path)
            assert axe(page) == [], (path, scheme)
        page.close()


def test_nothing_complains_on_any_page(watched, origin):
    for path in PAGES[:-1]:
        watched.page.goto(origin + path)
        assert watched.complaints == [], path


def test_a_paper_is_laid_out_by_its_own_stylesheet_and_axe_finds_nothing(watched, origin):
    papers = ("mechanisms/k-1/brief", "mechanisms/k-1/matrix", "mechanisms/k-1/chronology",
              "meetings/m-1/compare", "papers/matrix", "papers/chronology")  # fmt: skip
    for path in papers:
        watched.page.goto(f"{origin}/{path}.html")
        assert watched.complaints == [], path
        assert watched.page.evaluate("document.styleSheets[0].cssRules.length") > 5, path
        assert axe(watched.page) == [], path


def test_no_page_scrolls_sideways_at_any_width(watched, origin):
    for path in PAGES:
        watched.page.goto(origin + path)
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 800})
            over = watched.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (path, width)


def test_axe_finds_nothing_wrong_on_a_narrow_screen(browser, origin):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    for path in PAGES:
        page.goto(origin + path)
        assert axe(page) == [], path
    page.close()


def test_keys_lead_to_the_search_through_a_list_and_to_their_own_list(watched, origin):
    page = watched.page
    page.goto(f"{origin}/commitments")
    page.keyboard.press("/")
    page.keyboard.type("laboratory")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=laboratory")
    page.goto(f"{origin}/commitments")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.querySelectorAll('.at-hand').length") == 1
    wanted = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    page.keyboard.press("?")
    assert "next" in page.inner_text("dialog")
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert page.locator("dialog").count() == 0
    assert watched.complaints == []


def test_keys_can_be_turned_off(watched, origin):
    page = watched.page
    page.goto(f"{origin}/commitments")
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn keys off").click()
    page.keyboard.press("j")
    assert page.locator(".at-hand").count() == 0


def test_choosing_a_filter_asks_at_once_and_leaves_the_empty_ones_away(watched, origin):
    page = watched.page
    page.goto(f"{origin}/commitments")
    page.select_option("#f-theme", "training")
    page.wait_for_url("**/commitments?theme=training&order=newest")
    assert page.locator("tbody tr").count() == 1


def test_everything_reads_without_a_script(browser, origin):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/commitments")
    page.select_option("#f-theme", "training")
    page.click("form.filters button")
    assert "theme=training" in page.url
    page.click("tbody a")
    assert page.locator("h1").inner_text() == "Train sailors"
    assert page.locator("svg.l.wide").count() >= 1
    context.close()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(watched, origin):
    page = watched.page
    page.goto(f"{origin}/mechanisms/k-1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_the_page_has_no_furniture(watched, origin):
    page = watched.page
    page.goto(f"{origin}/commitments/c-1")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("h1").is_visible()
