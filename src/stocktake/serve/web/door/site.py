"""The address under which the desk may be asked for, and what a request from elsewhere looks like.

A page of another site can make a browser send requests here, also under that site's own name if
its owner points the name at this machine.  So the name asked for must be ours, and a request that
changes something must come from our own pages.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from stocktake.errors import AccessProblem

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "via")
_OWN = ("same-origin", "none")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the desk is: at an origin such as ``https://desk.example.org``, or on loopback only.

    With no `origin` only this machine's own names are answered to, at any port, since the port may
    be passed on by a tunnel of the user's.
    """

    origin: str | None = None

    @property
    def is_secure(self) -> bool:
        """Tell whether cookies travel over TLS alone."""
        return (self.origin or "").startswith("https://")

    @property
    def cookie(self) -> str:
        """Name the visitor's cookie; over TLS in the form that no other host can set."""
        return "__Host-stocktake" if self.is_secure else "stocktake"

    def stranger(self, headers: Mapping[str, str]) -> str | None:
        """Say why a request does not mean this desk; None when it does."""
        host = headers.get("host", "")
        if self.origin is not None:
            return None if host.casefold() == urlsplit(self.origin).netloc else _NOT_HERE
        if not is_loopback(_name(host)):
            return _NOT_HERE
        if any(name in headers for name in _PASSED_ON):
            return (
                "this desk is open to one person at its own machine; behind a proxy it needs "
                "accounts: start it with --origin and the address that people use"
            )
        return None

    def is_foreign(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request to change something comes from a page that is not ours."""
        fetched_from = headers.get("sec-fetch-site")
        if fetched_from is not None and fetched_from not in _OWN:
            return True
        origin = headers.get("origin")
        if origin is None or (origin == "null" and fetched_from == "same-origin"):
            return False
        return origin != (self.origin or f"http://{headers.get('host', '')}")


_NOT_HERE = "no desk is served under the name that was asked for"


def site_at(origin: str) -> Site:
    """Give the site of an origin; raise `AccessProblem` for one that would send passwords openly.

    Plain http is allowed for loopback alone, where nothing travels.
    """
    site = open_site_at(origin)
    if not site.is_secure and not is_loopback(urlsplit(site.origin or "").hostname or ""):
        raise AccessProblem(
            f"{origin!r} would send passwords openly; put a proxy with TLS in front and give its "
            "https address (see docs/deploy.md)"
        )
    return site


def open_site_at(origin: str) -> Site:
    """Give the site of an origin at which nobody signs in; raise `AccessProblem` for none."""
    parts = urlsplit(origin.rstrip("/").casefold())
    extra = parts.path or parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not parts.hostname or extra:
        raise AccessProblem(f"{origin!r} is no origin; write it as https://desk.example.org")
    return Site(f"{parts.scheme}://{parts.netloc}")


def is_loopback(host: str) -> bool:
    """Tell whether a host's name or number is this machine's own."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def crowd(address: str) -> str:
    """Give what tries are counted by: an IPv4 address, or the network of an IPv6 one.

    Whoever has one IPv6 address has all of its last 64 bits.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def _name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0][1:]
    return host.partition(":")[0]
