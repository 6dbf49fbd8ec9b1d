"""How commands reach the web, and the option that all of them share."""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, TypeVar

import click

from stocktake import versions
from stocktake.model import Source, Unreadable
from stocktake.register import Register
from stocktake.visits import Visits

Verb = TypeVar("Verb", bound=Callable[..., Any])


def private_addresses(verb: Verb) -> Verb:
    """Let a verb take `--allow-private-addresses`."""
    return click.option(
        "--allow-private-addresses",
        is_flag=True,
        help="Also fetch from hosts of your own network and this machine.",
    )(verb)


def walk_of(
    register: Register, private_allowed: bool
) -> Callable[[str], Iterator[Source | Unreadable]]:
    """Give what walks from an address to its pages, with the register's memory of earlier walks."""
    # Fetching loads libraries; only those who fetch shall wait for them.
    from stocktake.collect.web.addresses import is_of_one_host, is_public
    from stocktake.collect.web.connecting import Hosts
    from stocktake.collect.web.fetching import Web
    from stocktake.collect.web.walking import Walk

    hosts = Hosts(permitted=is_of_one_host if private_allowed else is_public)
    web = Web(version("stocktake"), hosts)
    return Walk(web, Visits(register, versions.reader()))
