"""The review in a real browser: by keyboard alone, without a script, and by two readers."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from behind_doors import NAMES, PASSWORD
from in_browser import Watched, axe, chromium, copied, served

from stocktake import pipeline
from stocktake.access import Account, Passwords
from stocktake.bench import Bench, Readers
from stocktake.judging import Decision
from stocktake.model import Commitment
from stocktake.register import Register, create_or_open
from stocktake.reviewing import Wanted
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site, site_at
from stocktake.serve.web.door.ways import Everybody, OnePerson, Team

DAY = date(2025, 3, 1)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Desktop:
    """A desk on a port, its register, and the bench at which it decides."""

    origin: str
    register: Register
    bench: Bench

    def queue(self, person: str = "Sole") -> tuple[str, ...]:
        return self.bench.waiting(Wanted("commitments"), person, 100).records

    def commitment(self, record: str) -> Commitment:
        found = self.register.entry(record)
        assert isinstance(found, Commitment)
        return found

    def confirmed(self, record: str) -> bool:
        return any(r.action == "confirm" and r.holds for r in self.commitment(record).rulings)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@contextmanager
def desk_of(place: str, readers: Readers, passwords: Passwords | None) -> Iterator[Desktop]:
    register = create_or_open(place)
    bench = Bench(register, now, readers)
    if passwords is not None:
        for role, name in NAMES.items():
            account = Account(name, role, "2025-03-01")
            register.accounts().add(account, passwords.hashed(PASSWORD))

    def make(origin: str) -> Any:
        team = passwords and Team(register.accounts(), passwords, now)
        door = Door(site_at(origin), team) if team else Door(Site(), OnePerson("Sole"))
        return application(Desk(register.shelf(), lambda: DAY, bench=bench), door)

    with served(make) as origin:
        yield Desktop(origin, register, bench)
    register.close()


@pytest.fixture
def desk(read: Path, tmp_path: Path) -> Iterator[Desktop]:
    with desk_of(copied(read, tmp_path), 1, None) as opened:
        yield opened


@pytest.fixture
def team_desk(read: Path, tmp_path: Path, passwords: Passwords) -> Iterator[Desktop]:
    with desk_of(copied(read, tmp_path), 2, passwords) as opened:
        yield opened


@contextmanager
def looking(browser: Any, origin: str, **how: Any) -> Iterator[Watched]:
    context = browser.new_context(base_url=origin, **how)
    context.set_default_timeout(15_000)
    yield Watched(context.new_page())
    context.close()


def record_at(page: Any) -> str:
    return re.search(r"/review/([^?]+)", page.url)[1]


def press(page: Any, key: str, to: str = "") -> None:
    """Press a key and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)
    if to:
        assert to in page.url, page.url


def test_the_whole_review_is_done_with_the_keyboard_alone(browser: Any, desk: Desktop) -> None:
    first, second, third, fourth, *_ = desk.queue()
    with looking(browser, desk.origin) as watched:
        page = watched.page
        page.goto("/review?kind=commitments")
        press(page, "r", first)
        press(page, "j", second)
        press(page, "k", first)
        press(page, "y", second)
        assert desk.confirmed(first)
        press(page, "n", third)
        assert second not in desk.register.ids()
        press(page, "z", second)
        assert second in desk.register.ids(), "undone"
        press(page, "u", third)
        assert not desk.confirmed(second)
        page.keyboard.press("e")
        page.keyboard.press("Tab")
        page.locator("#f-theme").focus()
        page.keyboard.type("energy")
        page.locator("#reason-correct").focus()
        page.keyboard.type("It is about power lines")
        press(page, "Control+Enter", fourth)
        assert desk.commitment(third).theme == "energy"
        assert desk.confirmed(third)
        page.keyboard.press("m")
        page.locator("input[name=with]").first.focus()
        page.keyboard.press("Space")
        press(page, "Control+Enter")
        assert desk.bench.answers(fourth)[0].choice == "merge"
        assert desk.bench.answers(fourth)[0].judgements, "joined"
        assert watched.complaints == []


def test_the_source_stands_beside_the_readings_with_its_words_marked(
    browser: Any, desk: Desktop
) -> None:
    for record in desk.queue()[:3]:
        with looking(browser, desk.origin) as watched:
            page = watched.page
            page.goto(f"/review/{record}")
            marked = page.locator("mark.tool").first.inner_text()
            assert marked == desk.commitment(record).evidence[0].quote
            around = page.locator("blockquote").first.inner_text()
            assert len(around) > len(marked) + 40, "in their context"
            source, table = (page.locator(at).bounding_box() for at in ("blockquote", ".readings"))
            assert source["x"] + source["width"] <= table["x"]


def test_keys_can_be_turned_off_and_each_has_a_button(browser: Any, desk: Desktop) -> None:
    record = desk.queue()[0]
    with looking(browser, desk.origin) as watched:
        page = watched.page
        page.goto(f"/review/{record}")
        buttons = page.locator(".keys").inner_text()
        for word in ("Confirm", "Not a promise", "Correct", "Same as", "Split", "Unsure", "undo"):
            assert word in buttons
        page.keyboard.press("?")
        shown = page.locator("dialog").inner_text()
        assert "confirm" in shown
        page.get_by_role("button", name="Turn keys off").click()
        page.keyboard.press("y")
        page.wait_for_timeout(200)
        assert record_at(page) == record
        assert not desk.confirmed(record)


def test_a_letter_typed_into_a_reason_answers_nothing(browser: Any, desk: Desktop) -> None:
    record = desk.queue()[0]
    with looking(browser, desk.origin) as watched:
        page = watched.page
        page.goto(f"/review/{record}")
        page.locator("#reason-answer").fill("")
        page.locator("#reason-answer").press_sequentially("yn")
        assert record_at(page) == record
        page.keyboard.press("Escape")
        press(page, "y")
        (ruling,) = desk.commitment(record).rulings
        judged = desk.register.answers().judgements([ruling.judgement])
        assert judged[0].reason == "yn"


def test_everything_works_without_a_script(browser: Any, desk: Desktop) -> None:
    first, second, *_ = desk.queue()
    with looking(browser, desk.origin, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"/review/{first}?kind=commitments")
        page.get_by_role("button", name="Confirm").click()
        assert record_at(page) == second
        assert desk.confirmed(first)
        page.locator("summary", has_text="Correct").click()
        page.locator("#f-deadline").fill("no such day")
        page.get_by_role("button", name="Correct and confirm").click()
        assert "is no date" in page.locator("[role=alert]").inner_text()
        assert page.locator("#f-deadline").input_value() == "no such day", "nothing typed is lost"
        page.locator("#f-deadline").fill("2031")
        page.get_by_role("button", name="Correct and confirm").click()
        assert desk.commitment(second).deadline == "2031"
        page.get_by_role("button", name="undo").click()
        assert desk.commitment(second).deadline != "2031"
        assert record_at(page) == second


def sign_in(page: Any, name: str) -> None:
    page.goto("/sign-in?next=/review?kind=commitments")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/review*")


def test_two_readers_do_not_see_each_other_first_and_then_see_how_they_differ(
    browser: Any, team_desk: Desktop
) -> None:
    record = team_desk.queue("Ada")[0]
    with ExitStack() as stack:
        ada, vera = (stack.enter_context(looking(browser, team_desk.origin)).page for _ in range(2))
        sign_in(ada, "Ada")
        sign_in(vera, "Vera")
        ada.goto(f"/review/{record}")
        ada.fill("#reason-answer", "Somebody only describes it")
        ada.keyboard.press("Escape")
        press(ada, "n")
        assert record in team_desk.register.ids(), "one reader decides nothing"
        vera.goto(f"/review/{record}")
        assert "Somebody only describes it" not in vera.content()
        assert "Ada" not in vera.locator("main").inner_text()
        press(vera, "y", record)
        for page in (ada, vera):
            page.goto(f"/review/{record}")
            told = page.locator("main").inner_text()
            assert "Somebody only describes it" in told
            assert "Ada" in told
            assert "Vera" in told
            assert page.locator("h1").inner_text() == "Does it stand, or not?"
        assert axe(ada) == []
        key = "1" if "Vera" in ada.locator("th:has(kbd)").first.inner_text() else "2"
        press(ada, key)
        assert team_desk.confirmed(record)
        ada.goto(f"/review/{record}")
        assert "Somebody only describes it" not in ada.locator(".readings").inner_text()


def test_what_was_decided_meanwhile_stands_beside_the_later_answer(
    browser: Any, desk: Desktop
) -> None:
    record = desk.queue()[0]
    with looking(browser, desk.origin) as watched:
        page = watched.page
        page.goto(f"/review/{record}")
        stamp = now().isoformat(timespec="microseconds")
        pipeline.decide(desk.register, Decision("confirm", record, "Cleo", "Read it"), stamp)
        press(page, "n", record)
        told = page.locator("main").inner_text()
        assert "Somebody decided otherwise meanwhile" in told
        assert "Cleo" in told
        assert desk.confirmed(record)
        press(page, "2")
        assert record not in desk.register.ids()


def test_axe_finds_nothing_on_the_pages_of_the_review_and_the_door(
    browser: Any, desk: Desktop
) -> None:
    record = desk.queue()[0]
    with looking(browser, desk.origin) as watched:
        page = watched.page
        paths = ("/review", f"/review/{record}", f"/embed/commitment/{record}")
        for path in (*paths, f"/embed/commitment/{record}/code"):
            for scheme in ("light", "dark"):
                for width in (1280, 360):
                    page.emulate_media(color_scheme=scheme)
                    page.set_viewport_size({"width": width, "height": 800})
                    page.goto(path)
                    assert axe(page) == [], (path, scheme, width)
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, (path, width)
        page.goto(f"/review/{record}")
        for key in ("e", "m", "s"):
            page.keyboard.press("Escape")
            page.keyboard.press(key)
            assert axe(page) == [], key
        assert watched.complaints == []


def test_axe_finds_nothing_on_the_teams_own_pages(browser: Any, team_desk: Desktop) -> None:
    with looking(browser, team_desk.origin) as watched:
        page = watched.page
        page.goto("/sign-in")
        assert axe(page) == []
        sign_in(page, "Ada")
        for path in ("/accounts", "/sign-out", "/review"):
            page.goto(path)
            assert axe(page) == [], path
        assert watched.complaints == []


def test_the_card_alone_may_stand_in_another_sites_frame(browser: Any, desk: Desktop) -> None:
    record = desk.queue()[0]

    def make(_: str) -> Any:
        public = Desk(desk.register.shelf(), lambda: DAY, public=True)
        return application(public, Door(Site(), Everybody()))

    def framing(_: str) -> Any:
        async def page(_scope: Any, _receive: Any, send: Any) -> None:
            frame = f'<iframe src="{shown}/embed/commitment/{record}" sandbox></iframe>'
            other = f'<iframe src="{shown}/commitments/{record}"></iframe>'
            body = f"<!doctype html><title>t</title>{frame}{other}".encode()
            start = {"type": "http.response.start", "status": 200}
            await send({**start, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": body})

        return page

    with served(make) as shown, served(framing) as around, looking(browser, around) as watched:
        page = watched.page
        page.goto(around.replace("127.0.0.1", "localhost"))
        card, whole = (frame.content_frame() for frame in page.query_selector_all("iframe"))
        assert card.locator("h1").inner_text()
        border = card.evaluate("getComputedStyle(document.body).borderTopStyle")
        assert border == "solid", "its stylesheet came along"
        assert whole.url.startswith("chrome-error:"), "no other page may stand in a frame"
        assert any("frame-ancestors" in complaint for complaint in watched.complaints)
