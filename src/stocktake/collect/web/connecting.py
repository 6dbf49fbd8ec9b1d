"""Connects to hosts: resolved once, every answer checked, the checked address connected to."""

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore2

from stocktake.collect.web.addresses import Resolver, is_public, resolve
from stocktake.collect.web.answers import NoAnswer
from stocktake.collect.web.clock import Clock

_PATIENCE = 10.0  # seconds for one of several addresses of a host


@dataclass(frozen=True, slots=True)
class Hosts:
    """How the names of hosts are resolved, and which addresses may be spoken to."""

    resolve: Resolver = resolve
    permitted: Callable[[str], bool] = is_public

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Give the addresses of a host; raise `NoAnswer` if it has none, or one not permitted."""
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            again = getattr(error, "errno", None) == socket.EAI_AGAIN
            problem = f"no host is known as {host}; check the address and the connection"
            raise NoAnswer(problem, again) from error
        refused = [address for address in addresses if not self.permitted(address)]
        if refused or not addresses:
            found = refused[0] if refused else "no address"
            raise NoAnswer(
                f"{host} is not on the public internet ({found}), so it is not fetched; if you "
                "mean a host of your own network, use --allow-private-addresses"
            )
        return addresses


class Deadline:
    """The moment by which a request must be over."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._end = clock.seconds() + seconds

    def left(self) -> float:
        """Give the seconds left; raise `NoAnswer` when there are none."""
        left = self._end - self._clock.seconds()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> NoAnswer:
        """Give the error for a request that is not over in time."""
        return NoAnswer(
            f"the server took longer than {self._seconds:.0f} seconds and was given up; "
            "try again later, or save the page in a browser"
        )


class Network(httpcore2.NetworkBackend):
    """Connections for one request, each within the time that is left for it."""

    def __init__(self, hosts: Hosts, deadline: Deadline) -> None:
        self._hosts = hosts
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline stands in its place
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers."""
        failure: Exception | None = None
        for address in self._hosts.addresses(host, port):
            patience = min(_PATIENCE, self._deadline.left())
            try:
                stream = self._sockets.connect_tcp(
                    address, port, patience, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure or httpcore2.ConnectError(f"{host} has no address")


class _Stream(httpcore2.NetworkStream):
    """A connection whose every step takes no longer than the time left for the whole."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline stands in its place
        """Read some bytes."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the deadline stands in its place
        """Write all bytes."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the deadline stands in its place
    ) -> httpcore2.NetworkStream:
        """Go on encrypted; the certificate must be the named host's."""
        left = self._deadline.left()
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Give what is known of the connection."""
        return self._stream.get_extra_info(info)
