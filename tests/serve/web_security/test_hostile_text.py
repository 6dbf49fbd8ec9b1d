"""Ten thousand hostile strings through every page, the interface, the papers and the exports."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from harmless import IN_BROWSER, faults_in
from hostile_register import SIZES, STRINGS, fill, ids_of
from hostility import hostile_strings
from in_browser import Watched, chromium, served
from lxml import html
from starlette.testclient import TestClient

from stocktake.bench import Bench
from stocktake.model import Commitment, Entry
from stocktake.register import Register, create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_json
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import OnePerson

DAY = date(2025, 3, 1)
HERE = "http://127.0.0.1"
_LISTS = {
    "Party": "parties", "Person": "people", "Mechanism": "mechanisms", "Meeting": "meetings",
    "Commitment": "commitments", "Agreement": "agreements", "Programme": "programmes",
    "Discrepancy": "discrepancies", "Origin": "origins", "FollowThrough": "follow_through",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    register = create_or_open(str(tmp_path_factory.mktemp("hostile") / "register.db"))
    fill(register)
    yield register
    register.close()


def desk(register: Register) -> Any:
    bench = Bench(register, lambda: datetime.now(UTC), 1)
    made = Desk(register.shelf(), lambda: DAY, bench=bench)
    return application(made, Door(Site(), OnePerson("<b>Sole</b>")))


@pytest.fixture(scope="module")
def client(hostile: Register) -> Iterator[TestClient]:
    with TestClient(desk(hostile), base_url=HERE) as opened:
        yield opened


def test_there_are_ten_thousand_different_strings_the_same_on_every_run() -> None:
    strings = hostile_strings(STRINGS)
    assert len(set(strings)) == STRINGS
    assert strings == hostile_strings(STRINGS)
    assert max(map(len, strings)) >= 20_000


def addresses(register: Register) -> Iterator[str]:
    """Give the addresses of all pages on which records are shown."""
    yield from ("/", "/search?q=alert", "/map", "/review", "/oembed?url=x")
    for name, folder in _LISTS.items():
        kind: type[Entry] = next(k for k in SIZES if k.__name__ == name)
        yield f"/{folder}"
        for record in ids_of(kind):
            quoted = re.sub(
                r"[^\w-]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), record
            )
            yield f"/{folder}/{quoted}"
            if kind is Commitment and record.endswith(("0", "5")):
                yield f"/embed/commitment/{quoted}"
                yield f"/embed/commitment/{quoted}/code"
            if name in ("Commitment", "Discrepancy", "FollowThrough", "Meeting", "Person"):
                yield f"/review/{quoted}"
    yield from ("/articles", "/pages")
    for article in register.shelf().gather([f"a-{n:04}" for n in range(60)], ()).articles:
        yield f"/articles/{article.id}"
        yield f"/pages/{article.page}"


def test_no_page_holds_anything_that_runs_or_leads_astray(
    client: TestClient, hostile: Register
) -> None:
    seen = 0
    for path in addresses(hostile):
        answer = client.get(path)
        assert answer.status_code in (200, 404), (path, answer.status_code)
        if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
            assert list(faults_in(answer.text)) == [], path
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
            seen += 1
    assert seen > 500


def test_every_string_is_on_some_page_as_it_is(client: TestClient) -> None:
    shown = "".join(
        text_of(client.get(f"/articles/a-{number:04}").text) for number in range(STRINGS // 250)
    )
    missing = [s for s in hostile_strings(STRINGS) if squeezed(s) not in shown]
    assert missing == []


def text_of(page: str) -> str:
    """Give the letters of a page's article without the space between them."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for note in tree.xpath("//aside | //span[@class='n']"):
        note.drop_tree()
    return squeezed("".join(tree.xpath("//main")[0].itertext()))


def squeezed(text: str) -> str:
    """Give what of a text a browser shows whatever the marks between its words."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", "", text)


def test_filters_and_searches_take_any_words(client: TestClient) -> None:
    names = ("q", "party", "mechanism", "theme", "since", "until", "outlet", "after", "as_of",
             "order", "kind", "sheet", "delivery", "strength", "standing", "limit")  # fmt: skip
    paths = ("/search", "/commitments", "/meetings", "/api/v1/commitments", "/api/v1/search",
             "/review", "/map", "/articles")  # fmt: skip
    strings = hostile_strings(STRINGS)
    for number, text in enumerate(strings[:: STRINGS // 700]):
        path, name = paths[number % len(paths)], names[number // len(paths) % len(names)]
        answer = client.get(path, params={name: text[:3000]})
        assert answer.status_code in (200, 400, 404), (path, name, text[:80])
        if answer.headers["content-type"].startswith("text/html"):
            assert list(faults_in(answer.text)) == [], (path, name, text[:80])
        assert "set-cookie" not in answer.headers or "x=" not in answer.headers["set-cookie"]


def test_ids_in_addresses_may_be_anything(client: TestClient) -> None:
    for text in hostile_strings(STRINGS)[:: STRINGS // 300]:
        told = "".join(f"%{byte:02X}" for byte in text[:500].encode())
        for folder in ("commitments", "review", "api/v1/people", "embed/commitment"):
            answer = client.get(f"/{folder}/{told}")
            assert answer.status_code in (303, 307, 400, 404, 200), (folder, text[:60])


def test_answers_and_reasons_take_any_words(client: TestClient, hostile: Register) -> None:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/review/c-0001").text)[1]
    for number, text in enumerate(hostile_strings(STRINGS)[:: STRINGS // 40]):
        record = f"c-{number:04}"
        corrected = {"token": token, "choice": "correct", "f.theme": text[:200], "was.theme": "x"}
        refused = client.post(f"/review/{record}", data={**corrected, "reason": text[:3000]})
        assert refused.status_code == 400, text[:60]
        assert list(faults_in(refused.text)) == [], text[:60]
        unsure = {"token": token, "choice": "unsure", "reason": text[:3000]}
        assert client.post(f"/review/{record}", data=unsure).status_code == 200, text[:60]
        (kept,) = hostile.answers().of(record)
        assert (kept.reason or "") == " ".join(text[:3000].replace("\0", "").split())[:2000]


def test_the_interface_gives_the_words_as_they_are(client: TestClient, hostile: Register) -> None:
    records = records_of(hostile.holdings())
    for folder in _LISTS.values():
        if client.get(f"/api/v1/{folder}").status_code == 404:
            continue
        place, found = f"/api/v1/{folder}?limit=200", []
        while place:
            answer = client.get(place)
            assert answer.status_code == 200, place
            assert answer.headers["content-type"].startswith("application/json")
            assert answer.headers["x-content-type-options"] == "nosniff"
            portion = answer.json()
            found += portion["records"]
            place = portion["next"]
        assert {r["id"] for r in found} == {r.id for r in getattr(records, folder)}, folder
    commitments = {c.id: c for c in records.commitments}
    told = client.get("/api/v1/commitments/c-0003").json()
    assert told["summary"] == commitments["c-0003"].summary


def test_the_export_gives_the_words_as_they_are(hostile: Register) -> None:
    records = records_of(hostile.holdings())
    read = json.loads(b"".join(as_json(records, "2025-03-01T00:00:00+00:00")))
    assert [a["text"] for a in read["articles"]] == [a.text for a in records.articles]
    assert [c["summary"] for c in read["commitments"]] == [c.summary for c in records.commitments]


def test_nothing_runs_in_a_real_browser(hostile: Register) -> None:
    kinds = [f"/{folder}" for folder in _LISTS.values()]
    records = [
        f"/{folder}/{record}"
        for name, folder in _LISTS.items()
        for record in ids_of(next(k for k in SIZES if k.__name__ == name))[6:9]
    ]
    articles = [f"/articles/a-{number:04}" for number in range(STRINGS // 250)]
    papers = ("/mechanisms/k-0006/brief.html", "/mechanisms/k-0006/matrix.html",
              "/mechanisms/k-0006/chronology.html", "/meetings/m-0006/compare.html",
              "/papers/matrix.html", "/papers/chronology.html")  # fmt: skip
    own = ("/", "/review", "/review/c-0007", "/review/d-0003", "/review/f-0003", "/map",
           "/embed/commitment/c-0007", "/embed/commitment/c-0008/code",
           "/search?q=alert", "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")  # fmt: skip
    with chromium() as browser, served(lambda _: desk(hostile)) as origin:
        context = browser.new_context(base_url=origin)
        watched = Watched(context.new_page())
        left: list[str] = []
        context.on("request", lambda r: left.append(r.url) if not r.url.startswith(origin) else 0)
        for path in (*own, *papers, *kinds, *records, *articles):
            answer = watched.page.goto(path)
            assert answer.status in (200, 404), path
            if path in papers:  # their own one stylesheet is named by its hash in their policy
                watched.page.evaluate("document.querySelector('head > style').remove()")
            assert watched.page.evaluate(IN_BROWSER) == [], path
            assert watched.page.url == origin + path, "it went elsewhere"
            real = [c for c in watched.complaints if "404" not in c]
            assert real == [], path
        assert left == [], "something was asked of another site"
        assert len(context.pages) == 1
        context.close()
