"""Asks a server one question and takes its answer, within bounds of time and size."""

import ssl
from collections.abc import Sequence

import httpcore2

from stocktake.collect.limits import in_megabytes
from stocktake.collect.unpacking import NotUnpacked, unpack
from stocktake.collect.web.answers import Answer, NoAnswer
from stocktake.collect.web.clock import Clock
from stocktake.collect.web.connecting import Deadline, Hosts, Network
from stocktake.collect.web.limits import Limits

Headers = Sequence[tuple[str, str]]

_BROKEN = (httpcore2.NetworkError, httpcore2.ProtocolError)


class Asking:
    """Makes requests, one at a time, each over a connection of its own."""

    def __init__(self, hosts: Hosts, limits: Limits, clock: Clock) -> None:
        self._hosts = hosts
        self._limits = limits
        self._clock = clock

    def get(self, address: str, headers: Headers) -> Answer:
        """Ask for what is at an address; raise `NoAnswer` for whatever prevents an answer."""
        deadline = Deadline(self._clock, self._limits.seconds)
        network = Network(self._hosts, deadline)
        origin = httpcore2.URL(address).origin
        connection = httpcore2.HTTPConnection(origin, network_backend=network)
        try:
            return self._answer(connection, address, headers)
        except httpcore2.TimeoutException as error:
            raise deadline.passed() from error
        except _BROKEN as error:
            raise _broken(error) from error
        finally:
            connection.close()

    def _answer(
        self, connection: httpcore2.HTTPConnection, address: str, headers: Headers
    ) -> Answer:
        with connection.stream("GET", address, headers=list(headers)) as response:
            told = tuple(
                (key.decode("latin-1").lower(), value.decode("latin-1"))
                for key, value in response.headers
            )
            answer = Answer(response.status, told)
            if answer.status != 200:
                return answer
            return Answer(answer.status, told, self._body(answer, response))

    def _body(self, answer: Answer, response: httpcore2.Response) -> bytes:
        most = self._limits.size
        parts: list[bytes] = []
        size = 0
        for part in response.iter_stream():
            parts.append(part)
            size += len(part)
            if size > most:
                raise NoAnswer(
                    f"the page is larger than {in_megabytes(most)}; save it, and split the file"
                )
        try:
            return unpack(b"".join(parts), answer.header("content-encoding"), most)
        except NotUnpacked as error:
            raise NoAnswer(str(error)) from error


def _broken(error: Exception) -> NoAnswer:
    """Say what broke the connection; asking again helps unless the certificate is at fault."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            reason = str(getattr(cause, "verify_message", "") or cause.reason or cause)
            return NoAnswer(
                f"the server does not prove who it is ({reason}); "
                "check the address, or save the page in a browser"
            )
        cause = cause.__cause__ or cause.__context__
    reason = str(error).strip() or type(error).__name__
    return NoAnswer(f"the connection failed ({reason}); check it and try again later", again=True)
