"""The ways in: one person at their own machine, a team with accounts, or everybody to look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from stocktake.access import Account, Passwords, Trace, form_token, token_hash
from stocktake.serve.web.visitors import NOBODY, Visitor


class AccountBook(Protocol):
    """What the door asks of those who keep accounts; the register implements it."""

    def all(self) -> tuple[Account, ...]:
        """Give every account, by name."""
        ...

    def password_of(self, name: str) -> str | None:
        """Give the hash of an account's password, or None where there is no such account."""
        ...

    def open_session(self, token: str, name: str, now: datetime, until: datetime) -> Account:
        """Store a session under its token's hash."""
        ...

    def holder(self, token: str, now: datetime) -> Account | None:
        """Give who holds the open session of that token's hash, or None."""
        ...

    def close_session(self, token: str) -> None:
        """End a session."""
        ...

    def count_try(self, limits: Sequence[tuple[str, int]], now: datetime, span: timedelta) -> int:
        """Count a try against some limits; give the seconds to wait, or 0."""
        ...

    def forgive(self, word: str) -> None:
        """Forget the tries counted against a word."""
        ...

    def take_back(self, word: str) -> None:
        """Forget the newest try counted against a word."""
        ...

    def note(self, trace: Trace) -> None:
        """Add a line to the trail."""
        ...

    def trail(self, most: int, passed: int = 0) -> tuple[Trace, ...]:
        """Give lines of the trail, the newest first."""
        ...


class WayIn(Protocol):
    """How it is told who a visitor is."""

    def visitor(self, token: str) -> Visitor | None:
        """Give the visitor with that cookie; None for one who must sign in first."""
        ...

    def note(self, who: str, what: str, record: str | None, where: str) -> None:
        """Add what somebody did to the trail."""
        ...


@dataclass(frozen=True, slots=True)
class OnePerson:
    """One person at their own machine, who needs not sign in and may do everything."""

    name: str

    def visitor(self, token: str) -> Visitor:
        """Give that person."""
        return Visitor(self.name, "administrator", form_token(token))

    def note(self, who: str, what: str, record: str | None, where: str) -> None:
        """Leave no trail: the records' own history tells what one person decided."""


@dataclass(frozen=True, slots=True)
class Team:
    """Those who have an account; `now` is the clock."""

    accounts: AccountBook
    passwords: Passwords
    now: Callable[[], datetime]

    def visitor(self, token: str) -> Visitor | None:
        """Give who holds the session of that cookie."""
        holder = self.accounts.holder(token_hash(token), self.now())
        if holder is None:
            return None
        return Visitor(holder.name, holder.role, form_token(token), signed_in=True)

    def note(self, who: str, what: str, record: str | None, where: str) -> None:
        """Add what somebody did to the trail."""
        at = self.now().isoformat(timespec="seconds")
        self.accounts.note(Trace(at, who, what, record, where))


@dataclass(frozen=True, slots=True)
class Everybody:
    """Whoever comes, to look and no more."""

    def visitor(self, token: str) -> Visitor:  # noqa: ARG002 - the protocol's argument
        """Give nobody in particular."""
        return NOBODY

    def note(self, who: str, what: str, record: str | None, where: str) -> None:
        """Leave no trail: nothing can be done."""
