"""Who is let in, under which name the desk answers, and what a form must carry."""

from collections.abc import Callable

import pytest
from behind_doors import NAMES, PASSWORD, TEAM, Clock, sign_in, token_in
from starlette.testclient import TestClient

from stocktake.access import form_token
from stocktake.errors import AccessProblem
from stocktake.register import Register
from stocktake.serve.web.door.site import Site, crowd, site_at

Browser = Callable[[], TestClient]
SignedIn = Callable[[str], TestClient]


def own_token(client: TestClient) -> str:
    """Give what this visitor's forms carry."""
    client.get("/page")
    return str(client.get("/").json()["token"])


def test_one_person_at_their_machine_needs_no_account(alone: TestClient) -> None:
    assert alone.get("/").json()["name"] == "Sole"
    answer = alone.post("/write", data={"token": own_token(alone), "word": "kept"})
    assert (answer.status_code, answer.text) == (200, "kept")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "0.0.0.0:8000"])
def test_a_name_pointed_at_this_machine_is_not_answered(alone: TestClient, host: str) -> None:
    assert alone.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:9000", "127.0.0.1", "[::1]:8000"])
def test_this_machines_own_names_are_answered_at_any_port(alone: TestClient, host: str) -> None:
    assert alone.get("/", headers={"host": host}).status_code == 200


def test_a_proxy_before_one_persons_desk_is_told_that_it_needs_accounts(alone: TestClient) -> None:
    answer = alone.get("/", headers={"x-forwarded-for": "203.0.113.9"})
    assert answer.status_code == 421
    assert "--origin" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_sent_by_another_site_is_refused(alone: TestClient, headers: dict[str, str]) -> None:
    told = {"token": own_token(alone), "word": "kept"}
    assert alone.post("/write", data=told, headers=headers).status_code == 403
    own = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert alone.post("/write", data=told, headers=own).status_code == 200


@pytest.mark.parametrize("word", ["", "x", form_token("somebody else's")])
def test_a_form_without_the_visitors_own_word_is_refused(alone: TestClient, word: str) -> None:
    own_token(alone)
    for method in ("POST", "PUT", "DELETE"):
        answer = alone.request(method, "/write", data={"token": word})
        assert answer.status_code == 403, method


def test_a_form_longer_than_any_of_ours_is_refused(alone: TestClient) -> None:
    told = {"token": own_token(alone), "word": "x" * 300_000}
    assert alone.post("/write", data=told).status_code == 413
    many = {f"f{number}": "" for number in range(2000)}
    assert alone.post("/write", data={**many, "token": "x"}).status_code == 413


def test_a_route_reads_the_body_that_the_door_has_read(alone: TestClient) -> None:
    headers = {"x-stocktake-token": own_token(alone)}
    assert alone.post("/stream", content=b"{}", headers=headers).text == "{}"


def test_a_public_desk_takes_looks_alone_and_hands_out_no_cookie(public: TestClient) -> None:
    looked = public.get("/page")
    assert looked.status_code == 200
    assert "set-cookie" not in looked.headers
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        assert public.request(method, "/write").status_code == 405, method


def test_a_team_is_asked_to_sign_in_and_sent_back_to_where_it_was(visit: Browser) -> None:
    client = visit()
    asked = client.get("/page?day=2&x=%26")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=%2Fpage%3Fday%3D2%26x%3D%2526"
    assert client.get("/api/look").status_code == 401
    assert client.get("/api/look").json() == {"problem": "sign in first"}
    answer = sign_in(client, NAMES["reader"], onward="/page?day=2")
    assert answer.headers["location"] == "/page?day=2"
    assert client.get("/").json()["name"] == NAMES["reader"]


@pytest.mark.parametrize(
    "onward", ["https://evil.example", "//evil.example", "/\\evil.example", "/\nx", "javascript:1"]
)
def test_nobody_is_sent_on_to_another_site(visit: Browser, onward: str) -> None:
    answer = sign_in(visit(), NAMES["reader"], onward=onward)
    assert answer.headers["location"] == "/"


def test_a_session_has_a_new_token_that_no_script_and_no_plain_line_sees(visit: Browser) -> None:
    client = visit()
    client.get("/sign-in")
    before = client.cookies["__Host-stocktake"]
    answer = sign_in(client, NAMES["reader"])
    cookie = answer.headers["set-cookie"]
    for part in ("__Host-stocktake=", "HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part in cookie
    assert client.cookies["__Host-stocktake"] != before


def test_the_register_keeps_the_hash_of_a_token_and_not_the_token(
    visit: Browser, own: Register, tmp_path: object
) -> None:
    client = visit()
    sign_in(client, NAMES["reader"])
    token = client.cookies["__Host-stocktake"]
    files = list(tmp_path.iterdir())
    assert all(token.encode() not in file.read_bytes() for file in files)
    own.close()


def test_a_session_ends_after_twelve_hours_and_when_signed_out(
    signed_in: SignedIn, clock: Clock
) -> None:
    client = signed_in("reader")
    other = signed_in("reader")
    clock.move(hours=11.9)
    assert client.get("/").status_code == 200
    token = str(other.get("/").json()["token"])
    held = other.cookies["__Host-stocktake"]
    assert other.post("/sign-out", data={"token": token}).status_code == 303
    other.cookies.set("__Host-stocktake", held)
    assert other.get("/").status_code == 303, "the old cookie opens nothing"
    clock.move(hours=0.2)
    assert client.get("/").status_code == 303


def test_wrong_names_and_wrong_passwords_are_answered_alike(visit: Browser) -> None:
    answers = [
        sign_in(visit(), name, password)
        for name, password in ((NAMES["reader"], "not the password"), ("Nobody", PASSWORD))
    ]
    assert {a.status_code for a in answers} == {403}
    pages = {
        a.text.replace(NAMES["reader"], "").replace("Nobody", "").replace(token_in(a.text), "")
        for a in answers
    }
    assert len(pages) == 1


def test_a_guesser_must_wait_even_with_the_right_password_and_after_a_restart(
    visit: Browser, clock: Clock
) -> None:
    for _ in range(10):
        assert sign_in(visit(), NAMES["reader"], "a wrong guess!").status_code == 403
    late = sign_in(visit(), NAMES["reader"])
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) > 800
    assert sign_in(visit(), NAMES["reviewer"]).status_code == 303, "others are not locked out"
    clock.move(minutes=16)
    assert sign_in(visit(), NAMES["reader"]).status_code == 303


def test_one_address_has_only_so_many_wrong_guesses_over_all_names(visit: Browser) -> None:
    statuses = [sign_in(visit(), f"Name {n}", "a wrong guess!").status_code for n in range(31)]
    assert statuses == [403] * 30 + [429]


def test_signing_in_rightly_costs_no_tries(visit: Browser) -> None:
    for _ in range(40):
        assert sign_in(visit(), NAMES["reader"]).status_code == 303


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("reader", "/write", 403),
        ("reviewer", "/write", 200),
        ("administrator", "/write", 200),
        ("reviewer", "/accounts/write", 403),
        ("administrator", "/accounts/write", 200),
    ],
)
def test_each_role_writes_what_it_may(
    signed_in: SignedIn, role: str, path: str, status: int
) -> None:
    client = signed_in(role)
    token = client.get("/").json()["token"]
    assert client.post(path, data={"token": token}).status_code == status


def test_only_administrators_see_the_accounts_and_the_trail(signed_in: SignedIn) -> None:
    assert signed_in("reader").get("/accounts").status_code == 403
    assert signed_in("reviewer").get("/accounts").status_code == 403
    page = signed_in("administrator").get("/accounts")
    assert page.status_code == 200
    for told in ("signed in", "Rita", "Vera", "testclient"):
        assert told in page.text


def test_the_trail_tells_who_did_what_and_from_where(signed_in: SignedIn, own: Register) -> None:
    reviewer = signed_in("reviewer")
    reviewer.post("/write", data={"token": reviewer.get("/").json()["token"]})
    reader = signed_in("reader")
    reader.post("/write", data={"token": reader.get("/").json()["token"]})
    told = [(t.who, t.what, t.record, t.where) for t in own.accounts().trail(10)]
    assert told[0] == ("Rita", "was refused: POST /write", None, "testclient")
    assert ("Vera", "wrote", "c-1", "testclient") in told


def test_a_name_that_is_no_accounts_is_not_written_down(visit: Browser, own: Register) -> None:
    sign_in(visit(), "my secret password", "x" * 12)
    assert [(t.who, t.what) for t in own.accounts().trail(5)] == [
        ("nobody known", "failed to sign in")
    ]


@pytest.mark.parametrize(
    "origin", ["http://desk.example.org", "ftp://x", "https://", "https://a/b", "https://u@a"]
)
def test_an_origin_that_would_send_passwords_openly_is_refused(origin: str) -> None:
    with pytest.raises(AccessProblem):
        site_at(origin)


def test_an_origin_is_answered_under_its_own_name_alone() -> None:
    site = site_at(TEAM + "/")
    assert site.stranger({"host": "desk.example.org"}) is None
    assert site.stranger({"host": "desk.example.org:80"}) is not None
    assert site.is_secure
    assert not Site().is_secure
    assert not site_at("http://127.0.0.1:8000").is_secure


def test_tries_are_counted_by_the_network_of_an_ipv6_address() -> None:
    assert crowd("2001:db8:1:2:3:4:5:6") == crowd("2001:db8:1:2::1")
    assert crowd("::ffff:192.0.2.1") == crowd("192.0.2.1") != crowd("192.0.2.2")
