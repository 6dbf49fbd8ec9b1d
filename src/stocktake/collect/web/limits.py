"""How far fetching goes before it gives up."""

from dataclasses import dataclass

from stocktake.collect.limits import MOST_BYTES


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of fetching: for one request, and for how often and how fast requests are made."""

    seconds: float = 60.0  # for one request, from the connection to the last byte
    size: int = MOST_BYTES  # bytes of a body, as sent and as unpacked
    redirects: int = 10
    tries: int = 3
    pause: float = 1.0  # seconds between two requests to one host
    longest_wait: float = 120.0  # seconds; who asks for more is not waited for
