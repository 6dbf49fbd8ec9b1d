"""Unpacking within limits."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest

from stocktake.collect.unpacking import NotUnpacked, unpack

MOST = 1_000_000


@pytest.mark.parametrize(
    ("packing", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_what_is_too_large_is_refused_before_it_fills_the_memory(packing, pack) -> None:
    content = pack(bytes(60 * MOST))
    tracemalloc.start()
    with pytest.raises(NotUnpacked, match="save its text"):
        unpack(content, packing, MOST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * MOST


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, brotli.compress])
def test_what_fills_the_limit_is_unpacked(pack) -> None:
    packing = {"gzip": "gzip", "zlib": "deflate"}.get(pack.__module__, "br")
    assert unpack(pack(bytes(MOST)), packing, MOST) == bytes(MOST)
    assert unpack(pack(b""), packing, MOST) == b""


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
def test_what_breaks_off_is_told(packing: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[packing]
    with pytest.raises(NotUnpacked, match="damaged"):
        unpack(pack(b"The parties met in Oslo." * 9)[:-6], packing, MOST)
