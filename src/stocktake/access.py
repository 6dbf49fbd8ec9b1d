"""Who may do what: accounts with their roles, passwords, sessions, and the trail of what was done.

Nothing here knows a database or a web page.  A session is known to the register by the hash of its
token alone, so that whoever reads the register cannot take one over.
"""

import hashlib
import hmac
import secrets
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from stocktake.errors import AccessProblem

Role = Literal["reader", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)

SHORTEST_PASSWORD = 12  # letters
_LONGEST_PASSWORD = 1024  # letters: hashing a longer one would cost others their turn
_LONGEST_NAME = 80
_RANK: Mapping[str, int] = {role: rank for rank, role in enumerate(ROLES)}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # categories that do not print


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `added` is an ISO 8601 moment."""

    name: str
    role: Role
    added: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the trail: when, who, what, on which record, and from which address."""

    at: str
    who: str
    what: str
    record: str | None
    where: str


def role_of(word: str) -> Role:
    """Give the role of that name; raise `AccessProblem` when there is none."""
    for role in ROLES:
        if role == word:
            return role
    raise AccessProblem(f"there is no role {word!r}; choose one of {', '.join(ROLES)}")


def may(role: Role, least: Role) -> bool:
    """Tell whether a role may do what asks for at least another."""
    return _RANK[role] >= _RANK[least]


def name_key(name: str) -> str:
    """Give what two spellings of one account's name share."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def checked_name(name: str) -> str:
    """Give a name fit for an account; raise `AccessProblem` for one that hides something."""
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if not told or len(told) > _LONGEST_NAME:
        raise AccessProblem(f"a name has one to {_LONGEST_NAME} letters")
    if any(unicodedata.category(letter) in _HIDDEN for letter in told):
        raise AccessProblem("a name has no letters that do not show; type it anew")
    return told


def checked_password(password: str) -> str:
    """Give a password long enough to keep; raise `AccessProblem` for another."""
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise AccessProblem(
            f"a password has {SHORTEST_PASSWORD} letters or more; a few words do well"
        )
    return password


class Passwords:
    """Makes argon2 hashes of passwords and checks them, two at a time at most.

    A hash takes 64 MiB, so many sign-ins at once must wait for one another.
    """

    def __init__(self) -> None:
        # argon2 loads a compiled library; only who signs in shall wait for it.
        from argon2 import PasswordHasher

        self._hasher = PasswordHasher()
        self._turn = threading.BoundedSemaphore(2)
        self._nobodys = self.hashed(secrets.token_urlsafe(16))

    def hashed(self, password: str) -> str:
        """Give the argon2id hash of a password, in the usual form with its salt and costs."""
        with self._turn:
            return self._hasher.hash(unicodedata.normalize("NFC", password))

    def match(self, hashed: str | None, password: str) -> bool:
        """Tell whether a password is the hashed one; None, for no account, takes as long."""
        from argon2.exceptions import InvalidHashError, VerificationError

        told = unicodedata.normalize("NFC", password[: _LONGEST_PASSWORD + 1])
        with self._turn:
            try:
                fits = self._hasher.verify(hashed or self._nobodys, told)
            except (VerificationError, InvalidHashError):
                return False
        return fits and hashed is not None


def new_token() -> str:
    """Give a token that nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Give the hash by which the register knows a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(token: str) -> str:
    """Give the word that a form must carry to show that it comes from this visitor's own page.

    It is made from the secret in the visitor's cookie, which no other site can read.
    """
    return hmac.new(token.encode(), b"stocktake form", hashlib.sha256).hexdigest()


def is_form_token(word: str, token: str) -> bool:
    """Tell whether a form's word is that of the visitor's token."""
    return hmac.compare_digest(word.encode(), form_token(token).encode())
