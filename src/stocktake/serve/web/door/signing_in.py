"""Signing in and out, with as many tries as a person needs and a guesser cannot use."""

from datetime import timedelta
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stocktake.access import name_key, new_token, token_hash
from stocktake.serve.web.door.doorkeeper import SIGN_IN, SIGN_OUT, STAY, refused, where
from stocktake.serve.web.door.forms import form_of
from stocktake.serve.web.door.site import Site, crowd
from stocktake.serve.web.door.ways import Team
from stocktake.serve.web.showing import asked, shown

TRIES_FOR_A_NAME = 10
TRIES_FROM_A_PLACE = 30
SPAN = timedelta(minutes=15)
_WRONG = "The name or the password is not right."


def routes(site: Site, team: Team) -> tuple[Route, ...]:
    """Give the routes by which a team signs in and out."""
    return (
        Route(SIGN_IN, _form, methods=["GET"]),
        Route(SIGN_IN, partial(_sign_in, site, team), methods=["POST"]),
        Route(SIGN_OUT, _leaving, methods=["GET"]),
        Route(SIGN_OUT, partial(_sign_out, site, team), methods=["POST"]),
    )


def _form(request: Request) -> Response:
    onward = _onward(request.query_params.get("next", "/"))
    return shown(asked(request), "sign_in.html", onward=onward, said=None, name="")


def _leaving(request: Request) -> Response:
    return shown(asked(request), "sign_out.html")


def _sign_in(site: Site, team: Team, request: Request) -> Response:
    form = form_of(request)
    name, onward = form.word("name"), _onward(form.word("next"))
    by_name, by_place = f"account:{name_key(name)[:100]}", f"address:{crowd(where(request))}"
    limits = [(by_name, TRIES_FOR_A_NAME), (by_place, TRIES_FROM_A_PLACE)]
    wait = team.accounts.count_try(limits, team.now(), SPAN)
    if wait:
        minutes = -(-wait // 60)
        answer = refused(request, 429, f"too many tries; wait {minutes} minutes and try again")
        answer.headers["Retry-After"] = str(wait)
        return answer
    hashed = team.accounts.password_of(name)
    if not team.passwords.match(hashed, form.word("password")):
        # A name that is no account's may be a password typed into the wrong box.
        who = name if hashed else "nobody known"
        team.note(who, "failed to sign in", None, where(request))
        return shown(asked(request), "sign_in.html", 403, onward=onward, said=_WRONG, name=name)
    team.accounts.forgive(by_name)
    team.accounts.take_back(by_place)
    return _let_in(site, team, request, name, onward)


def _let_in(site: Site, team: Team, request: Request, name: str, onward: str) -> Response:
    # A token of their own from now on: one that somebody else put there must not become theirs.
    token, now = new_token(), team.now()
    until = now + timedelta(seconds=STAY)
    account = team.accounts.open_session(token_hash(token), name, now, until)
    request.state.who, request.state.told = account.name, ("signed in", None)
    answer = RedirectResponse(onward, 303, {"Cache-Control": "no-store"})
    answer.set_cookie(
        site.cookie, token, max_age=STAY, secure=site.is_secure, httponly=True, samesite="lax"
    )
    return answer


def _sign_out(site: Site, team: Team, request: Request) -> Response:
    team.accounts.close_session(token_hash(request.cookies.get(site.cookie, "")))
    request.state.told = ("signed out", None)
    answer = RedirectResponse(SIGN_IN, 303, {"Cache-Control": "no-store"})
    answer.delete_cookie(site.cookie, secure=site.is_secure, httponly=True, samesite="lax")
    return answer


def _onward(place: str) -> str:
    """Give a place on this desk to go on to; the first page instead of any other site's."""
    if not place.startswith("/") or place.startswith(("//", "/\\")) or not place.isprintable():
        return "/"
    return place
