"""How `stocktake serve` is open: to one person here, to a team with accounts, or to everybody."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from stocktake.access import Passwords
from stocktake.errors import AccessProblem
from stocktake.register import Register
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site, is_loopback, open_site_at, site_at
from stocktake.serve.web.door.ways import Everybody, OnePerson, Team

if TYPE_CHECKING:
    from stocktake.bench import Bench


def door_of(register: Register, host: str, origin: str | None, name: str | None) -> Door:
    """Give the door of a desk whose visitors may decide.

    On loopback it is open at once to one person, called `name` or as this machine knows them.
    With an origin, or bound elsewhere, it asks for accounts; raise `AccessProblem` when what they
    need is missing.
    """
    if origin is None and is_loopback(host):
        return Door(Site(), OnePerson(name or _own_name()))
    if origin is None:
        raise AccessProblem(
            f"bound to {host}, others can reach this desk; give the address that they use with "
            "--origin https://…, or leave --host away to work here alone"
        )
    site, accounts = site_at(origin), register.accounts()
    if not accounts.all():
        raise AccessProblem(
            "nobody has an account yet; add one with `stocktake account add NAME --role "
            "administrator`"
        )
    return Door(site, Team(accounts, Passwords(), lambda: datetime.now(UTC)))


def public_door(host: str, origin: str | None) -> Door:
    """Give the door of a desk that everybody may look at; elsewhere than here it has an origin."""
    if origin is None and not is_loopback(host):
        raise AccessProblem(
            f"bound to {host}, this desk needs to know its address; give it with --origin https://…"
        )
    return Door(open_site_at(origin) if origin else Site(), Everybody())


def bench_of(register: Register, readers: str) -> "Bench":
    """Give the bench at which one reader, or two, decide."""

    def made() -> "Bench":
        # What reconciles takes a while to load, and most who come only look.
        from stocktake.bench import Bench

        return Bench(register, lambda: datetime.now(UTC), 2 if readers == "2" else 1)

    return cast("Bench", _WhenNeeded(made))


class _WhenNeeded:
    """Stands for the bench until somebody comes to it."""

    def __init__(self, make: "Callable[[], Bench]") -> None:
        self._make = make
        self._made: Bench | None = None
        self._turn = Lock()

    def __getattr__(self, name: str) -> Any:
        """Give what the bench has under a name."""
        with self._turn:
            self._made = self._made or self._make()
        return getattr(self._made, name)


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "the person at this machine"
