"""Tells which addresses of the internet may be spoken to, and what a web address must look like."""

import ipaddress
import re
import socket
from collections.abc import Callable
from urllib.parse import quote, urlsplit, urlunsplit

from stocktake.collect.web.answers import NoAnswer

Resolver = Callable[[str, int], tuple[str, ...]]
"""Gives the IP addresses of a host's name; raises OSError or UnicodeError."""

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are IPv4
_TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
# Relays of such tunnels, and protocols of networks themselves, which Python knows in part.
_NO_HOSTS = (ipaddress.IPv4Network("192.88.99.0/24"), ipaddress.IPv4Network("192.0.0.0/24"))
_ANY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_KEPT = "/:?#[]@!$&'()*+,;=%~"  # what has a meaning in an address, or is escaped already
_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_address(location: str) -> bool:
    """Tell an address from a path."""
    return _ANY_SCHEME.match(location) is not None


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet.

    Loopback, private, link-local, multicast, reserved and unspecified addresses are not, nor are
    IPv6 addresses that hide an IPv4 address in a tunnel (IPv4-mapped, 6to4, Teredo).
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        special = ip.is_multicast or any(ip in network for network in _NO_HOSTS)
        return ip.is_global and not special
    if ip in _TRANSLATED:
        return is_public(str(ipaddress.IPv4Address(ip.packed[-4:])))
    if ip.scope_id is not None or any(ip in tunnel for tunnel in _TUNNELS):
        return False
    return ip in _GLOBAL_UNICAST and ip.is_global


def is_of_one_host(address: str) -> bool:
    """Tell whether an IP address can be that of one host, in whatever network."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return not (ip.is_multicast or ip.is_unspecified)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the IP addresses of a host, each once, in its order."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


def as_sent(address: str) -> str:
    """Give an address as it is sent: escaped, without fragment; raise `NoAnswer` for a bad one."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NoAnswer(f"{address} is no address ({error}); check its spelling") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise NoAnswer(
            f"addresses that begin with {parts.scheme}: are not fetched, only http and https; "
            "save the page and add the file"
        )
    if parts.username is not None or parts.password is not None:
        raise NoAnswer("an address with a name or password in it is not fetched; leave them out")
    netloc = _host_as_sent(address, host)
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        netloc = f"{netloc}:{port}"
    path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _host_as_sent(address: str, host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        sent = host.encode("idna").decode("ascii")
    except UnicodeError:
        sent = ""
    if not sent or re.search(r"[^\w.-]", sent):
        raise NoAnswer(f"{address} names no host; check its spelling")
    return sent
