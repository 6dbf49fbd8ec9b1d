"""Asks a model behind an OpenAI-compatible address what one article promises."""

import time
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import httpcore2
import msgspec

from stocktake.errors import BadQuestion
from stocktake.model import Article, SecondReading
from stocktake.second_reader.instructions import messages_for
from stocktake.second_reader.proposals import second_reading_of

LARGEST_ANSWER: Final = 1_000_000  # bytes
_CONNECTING: Final = 10.0  # seconds
_THIS_MACHINE: Final = frozenset({"localhost"})


class NoProposal(Exception):
    """The model gave no answer that can be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers: the address up to its version, as in ``http://localhost:8080/v1``.

    `patience` is the time for one article in seconds; `key` is sent as a bearer token.
    """

    address: str
    model: str
    key: str | None = None
    patience: float = 120.0

    @property
    def host(self) -> str:
        """Give the host of the address; raise `BadQuestion` when it is no http address."""
        try:
            parts = urlsplit(self.address)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadQuestion(
                f"{self.address!r} is no address of a model; it looks like http://localhost:8080/v1"
            )
        return parts.hostname

    @property
    def is_here(self) -> bool:
        """Tell whether the address is this very machine, by its name alone."""
        if self.host in _THIS_MACHINE:
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]


class SecondReader:
    """Asks one model about articles, one at a time; it follows no redirect to another host."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._url = f"{endpoint.address.rstrip('/')}/chat/completions"

    def read(self, article: Article) -> SecondReading:
        """Give what the model proposes of an article; raise `NoProposal` when it gives nothing."""
        body = self._ask(article)
        try:
            answer = msgspec.json.decode(body, type=_Answer)
        except msgspec.DecodeError as error:
            raise NoProposal(
                f"{self._url} answered, but not as an OpenAI-compatible server does ({error}); "
                "check that the address ends in the version, as in /v1"
            ) from error
        words = answer.choices[0].message.content if answer.choices else None
        if not words:
            raise NoProposal(f"the model {self._endpoint.model} gave an empty answer; try another")
        reading = second_reading_of(article, self._endpoint.model, words)
        if reading is None:
            raise NoProposal(
                f"the model {self._endpoint.model} did not answer with the JSON it was asked for; "
                "a model that follows instructions better may"
            )
        return reading

    def _ask(self, article: Article) -> bytes:
        end = time.monotonic() + self._endpoint.patience
        request = {
            "model": self._endpoint.model,
            "temperature": 0,
            "messages": messages_for(article),
        }
        waits = {"connect": _CONNECTING, "read": self._endpoint.patience, "write": _CONNECTING}
        try:
            with (
                httpcore2.ConnectionPool() as pool,
                pool.stream(
                    "POST",
                    self._url,
                    headers=self._headers(),
                    content=msgspec.json.encode(request),
                    extensions={"timeout": waits},
                ) as response,
            ):
                return self._body(response, end)
        except httpcore2.TimeoutException as error:
            raise self._too_slow() from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise NoProposal(
                f"no model answers at {self._url} ({error or 'the connection broke'}); "
                "start its server, or check the address"
            ) from error

    def _headers(self) -> list[tuple[bytes | str, bytes | str]]:
        headers: list[tuple[bytes | str, bytes | str]] = [
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
        ]
        if self._endpoint.key:
            headers.append(("Authorization", f"Bearer {self._endpoint.key}"))
        return headers

    def _body(self, response: httpcore2.Response, end: float) -> bytes:
        if response.status != 200:
            raise NoProposal(self._refusal(response.status))
        body = bytearray()
        for part in response.iter_stream():
            body += part
            if len(body) > LARGEST_ANSWER:
                raise NoProposal(
                    f"{self._url} answered with more than {LARGEST_ANSWER:,} bytes; it was given up"
                )
            if time.monotonic() > end:
                raise self._too_slow()
        return bytes(body)

    def _too_slow(self) -> NoProposal:
        return NoProposal(
            f"the model took longer than {self._endpoint.patience:g} seconds; "
            "a smaller model or a larger --patience may do"
        )

    def _refusal(self, status: int) -> str:
        remedy = {
            401: "it asks for a key; name the environment variable that holds it with --key-from",
            403: "it does not accept the key",
            404: f"it has no model {self._endpoint.model}, or the address lacks its /v1",
            429: "it has had enough requests for now; try again later",
        }.get(status, "see that server's own log")
        return f"{self._url} refused with status {status}: {remedy}"
