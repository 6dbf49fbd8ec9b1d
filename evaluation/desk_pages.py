"""Counts what a page costs the processor: ``python evaluation/desk_pages.py REGISTER``.

Pages are asked of the application itself, without a server or a network, one after the other, none
twice.  Other programs on the machine move these figures far less than the waiting times of
`desk_speed.py`, though crowded caches still do.
"""

import argparse
import asyncio
import gc
import time
from collections import defaultdict

from desk_speed import addresses
from starlette.applications import Starlette

from stocktake.cli.options import own_day
from stocktake.register import open_existing
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import door_for

_HEADERS = [(b"host", b"localhost"), (b"accept-encoding", b"gzip")]


async def asked(app: Starlette, path: str) -> int:
    """Ask for a page; give the bytes of its answer."""
    place, _, query = path.partition("?")
    size = 0

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        nonlocal size
        body = message.get("body", b"")
        size += len(body) if isinstance(body, bytes) else 0

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "path": place, "raw_path": place.encode(), "query_string": query.encode(),
        "headers": _HEADERS, "client": ("127.0.0.1", 1), "server": ("localhost", 80),
        "scheme": "http", "root_path": "", "state": {},
    }  # fmt: skip
    await app(scope, receive, send)  # type: ignore[arg-type]  # as a server would
    return size


async def count(place: str, most: int) -> None:
    """Print what each kind of page costs, then the mean of all pages."""
    register = open_existing(place)
    app = application(Desk(register.shelf(), own_day), door_for("A. Reader"))
    kinds = defaultdict(list)
    for kind, path in addresses(place):
        kinds[kind].append(path)
    for path in ("/", "/commitments", "/map"):
        await asked(app, path)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # as `stocktake serve` does
    total = 0.0
    for kind, paths in sorted(kinds.items()):
        await asked(app, paths[-1])  # what a first page of a kind alone loads
        some = paths[: min(most, len(paths) - 1)]
        began = time.process_time()
        size = sum([await asked(app, path) for path in some])
        spent = 1000 * (time.process_time() - began) / len(some)
        total += spent
        print(f"{kind:<18}{len(some):>4} pages {spent:7.1f} ms   {size // len(some):>7} bytes")
    print(f"mean of the kinds {total / len(kinds):.1f} ms")


def main() -> None:
    """Count for the register that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register")
    parser.add_argument("--pages", type=int, default=20, help="of each kind")
    given = parser.parse_args()
    asyncio.run(count(given.register, given.pages))


if __name__ == "__main__":
    main()
