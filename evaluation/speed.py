"""How fast reading is, beside its peers on the same pages, and how its cost grows.

    python evaluation/speed.py                          the default: some minutes on one core
    python evaluation/speed.py --sizes 1000 10000       also the growth of a build
    python evaluation/speed.py --write docs/scale.md    put the table between that file's marks

Peers run in turns with ours, round by round, so that a busy machine slows both; the table gives
medians and, in brackets, the slowest and the fastest round.  Needs ../shared for its pages.
"""

import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

SHARED = pathlib.Path(__file__).resolve().parent.parent.parent / "shared"
BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"
ONE_IN = 50
#: Pages that speak of nothing political, made of these; what a general stream mostly holds.
PLAIN = (
    "Fold the egg whites into the batter and bake the cake for forty minutes.",
    "The striker scored twice in the second half, and the crowd sang on.",
    "This lamp comes in three colours and takes an ordinary bulb.",
    "Water the roses in the evening and cut the dead wood in March.",
    "The sequel is longer than the first film and has fewer jokes.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with what was reached, as the table prints it."""

    measure: str
    ours: str
    peer: str = ""
    ratio: str = ""


def main() -> int:
    """Measure, print the table and put it where it is wanted."""
    options = _options()
    if not SHARED.is_dir():
        print(f"The pages ({SHARED.name}/ beside the repository) are not here: not measured.")
        return 0
    rows = [*_press(options), *_stream(options), *_growth(options.sizes)]
    table = "\n".join(_table(rows))
    print(table)
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        options.write.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    return 0


def _press(options: argparse.Namespace) -> Iterator[Row]:
    """Compare reading press releases with the full language pipeline alone.

    Each round reads other releases, so that nothing kept from one is of use to the next; what is
    kept of words is there after the first, as in any long run.
    """
    import spacy

    from stocktake.extract.installed import installed_english
    from stocktake.extract.reader import read
    from stocktake.model import Article

    texts = [text for _, text in sorted(_press_texts())]
    rounds = [
        texts[start : start + options.press]
        for start in range(0, (options.rounds + 1) * options.press, options.press)
    ]
    pipeline = spacy.load(installed_english().name)

    def read_all(some: Sequence[str]) -> None:
        for n, text in enumerate(some):
            read(Article(f"a-{n}", "p", 0, None, None, None, None, None, "en", text, False))

    read_all(rounds[0])
    ours, theirs = [], []
    for some in rounds[1:]:
        own, peer = _in_turns(
            1,
            lambda some=some: read_all(some),
            lambda some=some: [pipeline(text) for text in some],
        )
        ours += own
        theirs += peer
    yield _compared(
        f"press releases read ({options.press} a round), against spaCy alone",
        options.press,
        ours,
        theirs,
    )


def _stream(options: argparse.Namespace) -> Iterator[Row]:
    """Compare a screened stream with trafilatura alone, on news pages and on general ones."""
    news = [
        gzip.decompress(p.read_bytes()) for p in sorted((SHARED / "pages" / "html").glob("*.gz"))
    ]
    general = [_plain_page(number) for number in range(options.stream)]
    for name, pages in (("news", news[: options.stream]), ("general", general)):
        yield from _of_stream(name, pages, options.rounds)


def _of_stream(name: str, pages: Sequence[bytes], rounds: int) -> Iterator[Row]:
    """Compare on one stream; each round has relevant pages of its own among the same others."""
    import trafilatura

    from stocktake.extract.screen_of_bytes import chance_in_bytes
    from stocktake.shards.screening import read_with_a_chance

    mattering = _mattering()
    streams = [_mixed(pages, mattering) for _ in range(rounds + 1)]
    ours, peer, rows = [], [], []
    for n, (mixed, _) in enumerate(streams):
        sources = [_source(place, page) for place, page in enumerate(mixed)]
        told = []
        own, theirs = _in_turns(
            1,
            lambda: told.extend(read_with_a_chance(source) for source in sources),  # noqa: B023 - run at once
            lambda: [trafilatura.extract(page.decode("utf-8", "replace")) for page in mixed],  # noqa: B023 - run at once
        )
        rows.append(told)
        if n > 0:  # the first round is before the clock: models are loaded in it
            ours += own
            peer += theirs
    size = len(streams[0][0])
    told = f"{name} pages ({size}), one in {ONE_IN} relevant, against trafilatura alone"
    yield _compared(told, size, ours, peer)
    yield from _kept(name, streams, rows)
    seen, _ = _in_turns(rounds, lambda: [chance_in_bytes(page) for page in streams[0][0]], list)
    yield Row(f"{name}: the screen on bytes alone", _rate(size, seen))


def _kept(name: str, streams: Sequence[tuple[list[bytes], set[int]]], rows) -> Iterator[Row]:
    """Tell how many of the relevant pages, and of the others, the screen let through."""
    held, relevant, others, let = 0, 0, 0, 0
    for (mixed, wanted), told in zip(streams, rows, strict=True):
        through = {n for n, row in enumerate(told) if row.screened is None}
        held += len(through & wanted)
        relevant += len(wanted)
        let += len(through - wanted)
        others += len(mixed) - len(wanted)
    yield Row(f"{name}: recall of relevant pages", f"{held / relevant:.3f} of {relevant}")
    yield Row(f"{name}: other pages let through", f"{let / others:.0%}")


def _growth(sizes: Sequence[int]) -> Iterator[Row]:
    """Build and load archives of growing size; tell rates and the largest process."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            write_archive(folder / "pages.jsonl.gz", size)
            build = ("build", "--jobs", "1", str(folder / "pages.jsonl.gz"), "--into", name)
            took, memory = _run(*build)
            loaded, load_memory = _run("--register", str(folder / "r.db"), "load", name)
        rate = f"{size / took:.0f} pages/s, {memory:.0f} MiB"
        yield Row(f"a build of {size:,} general pages", rate)
        rate = f"{loaded:.1f} s, {load_memory:.0f} MiB"
        yield Row(f"loading what it let through (1 in {ONE_IN})", rate)


def _run(*arguments: str) -> tuple[float, float]:
    """Run a command; give its seconds, and the most memory of a process of it in MiB."""
    measured = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", "from stocktake.cli import main; main()", *arguments]
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", measured, *command], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - began, int(told.stdout) / 1024


def _in_turns(
    rounds: int, ours: Callable[[], object], peer: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Give the seconds of processor time of each round of both."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for run, times in zip((ours, peer), took, strict=True):
            began = time.process_time()
            run()
            times.append(time.process_time() - began)
    return took


def _compared(measure: str, pages: int, ours: list[float], peer: list[float]) -> Row:
    ratio = median(theirs / own for own, theirs in zip(ours, peer, strict=True))
    return Row(measure, _rate(pages, ours), _rate(pages, peer), f"{ratio:.2f}×")


def _rate(pages: int, seconds: list[float]) -> str:
    rates = [pages / took for took in seconds]
    return f"{median(rates):.1f} pages/s ({min(rates):.1f}–{max(rates):.1f})"


def _press_texts() -> Iterator[tuple[str, str]]:
    for path in (SHARED / "gold" / "press" / "texts").iterdir():
        yield path.name, path.read_text(encoding="utf-8")


def _mixed(pages: Sequence[bytes], mattering: Iterator[str]) -> tuple[list[bytes], set[int]]:
    """Put a relevant page before every fiftieth; give all, and the places of the relevant."""
    mixed: list[bytes] = []
    places = set()
    for n, page in enumerate(pages):
        if n % (ONE_IN - 1) == 0:
            places.add(len(mixed))
            mixed.append(_wrapped(page, next(mattering)))
        mixed.append(page)
    return mixed, places


def _mattering() -> Iterator[str]:
    """Give the labelled English texts that report a dialogue, in order, again and again."""
    folder = SHARED / "gold" / "press"
    labels = [json.loads(line) for line in (folder / "gold.jsonl").read_text().splitlines()]
    ids = [t["id"] for t in labels if t["is_dialogue_report"] and t.get("language") == "en"]
    while True:
        for number in ids:
            yield next((folder / "texts").glob(f"{number}.*")).read_text(encoding="utf-8")


def _wrapped(page: bytes, text: str) -> bytes:
    """Put a text into the head and scripts of a real page, for the weight of its markup."""
    head = page.split(b"<body", 1)[0]
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return head + f"<body><article>{body}</article></body></html>".encode()


def _plain_page(number: int) -> bytes:
    """Make a page of a hundred kilobytes whose menus and scripts outweigh its text."""
    lines = "".join(f"<p>{PLAIN[(number + n) % len(PLAIN)]}</p>" for n in range(40))
    menu = "".join(
        f'<li class="item-{n}"><a href="/shop/{n}">Part {n}</a></li>' for n in range(400)
    )
    script = "".join(
        f"function f{n}(a, b) {{ return a.item[{n}] + b.size; }}\n" for n in range(1500)
    )
    page = f"<ul>{menu}</ul><article>{lines}</article><script>{script}</script>"
    return f"<html><head><title>Notes</title></head><body>{page}</body></html>".encode()


def _source(number: int, page: bytes):
    from stocktake.model import Source

    return Source(f"https://stream.example/{number}", page, "text/html")


def write_archive(file: pathlib.Path, size: int, host: str = "stream") -> None:
    """Write an archive of made pages of a few words, one in fifty relevant."""
    mattering = _mattering()
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=1) as lines:
        for n in range(size):
            told = next(mattering) if n % ONE_IN == 0 else f"{PLAIN[n % 5]} {PLAIN[n * 3 % 5]} {n}"
            lines.write(json.dumps({"url": f"https://{host}.example/{n}", "text": told}) + "\n")


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| measure | Stocktake | the peer | ratio |"
    yield "|---|---|---|---|"
    for row in rows:
        yield f"| {row.measure} | {row.ours} | {row.peer} | {row.ratio} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--press", type=int, default=30, help="press releases a round")
    parser.add_argument("--stream", type=int, default=98, help="pages of a stream a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000])
    parser.add_argument("--write", type=pathlib.Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
