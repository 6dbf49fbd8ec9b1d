"""Walking from places to pages."""

import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stocktake.collect import sources
from stocktake.model import Source, Unreadable


def test_a_folder_is_read_with_its_folders_by_name_without_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.html").write_text("z")
    (tmp_path / ".hidden.txt").write_text("h")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("c")
    (tmp_path / "picture.png").write_bytes(b"p")
    found = [item.location for item in sources([str(tmp_path)])]
    assert found == [str(tmp_path / "a" / "z.html"), str(tmp_path / "b.txt")]


def test_what_a_browser_saved_with_a_page_is_no_page_of_its_own(tmp_path: Path) -> None:
    for folder in ("Talks_files", "Visite_fichiers", "Besuch-Dateien", "Other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text("an advertisement")
    for name in ("Talks.html", "Visite.htm", "Besuch.html"):
        (tmp_path / name).write_text("a page")
    found = [item.location for item in sources([str(tmp_path)])]
    names = ("Besuch.html", "Other_files/frame.html", "Talks.html", "Visite.htm")
    assert found == [str(tmp_path / name) for name in names]


def test_addresses_are_walked_by_who_is_given_for_it_alone() -> None:
    page = Source("https://a.example/1", b"One.")
    walked: list[str] = []

    def walk(address: str) -> Iterator[Source | Unreadable]:
        walked.append(address)
        yield page

    assert list(sources(["https://a.example/"], walk=walk)) == [page]
    assert walked == ["https://a.example/"]
    (refused,) = sources(["https://a.example/"])
    assert isinstance(refused, Unreadable)
    assert "save the page" in refused.problem


def test_a_missing_place_is_unreadable_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    missing, page = sources([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    assert isinstance(missing, Unreadable)
    assert "check the path" in missing.problem
    assert page == Source(str(tmp_path / "a.txt"), b"a")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every folder")
def test_a_folder_without_the_right_to_read_is_unreadable(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o000)
    (item,) = sources([str(folder)])
    assert isinstance(item, Unreadable)
    assert "grant yourself" in item.problem


def test_a_folder_that_cannot_be_listed_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    (item,) = sources([str(tmp_path)])
    assert isinstance(item, Unreadable)
    assert "grant yourself" in item.problem


def test_sources_are_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    walk = sources([str(tmp_path / "a.txt"), str(tmp_path / "later.txt")])
    next(walk)
    (tmp_path / "later.txt").write_text("written after the first was given")
    assert isinstance(next(walk), Source)


def test_standard_input_is_one_page_or_an_archive() -> None:
    (page,) = sources(["-"], io.BytesIO(b"The parties met."))
    assert page == Source("-", b"The parties met.")
    lines = b'{"url": "https://a.example/1", "text": "One."}\n{"text": "Two."}\n'
    found = list(sources(["-"], io.BytesIO(lines)))
    assert [item.location for item in found] == ["https://a.example/1", "-#2"]


def test_no_standard_input_is_unreadable() -> None:
    (item,) = sources(["-"])
    assert isinstance(item, Unreadable)


def test_a_file_beyond_the_limit_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stocktake.collect.places.MOST_BYTES", 10)
    (tmp_path / "a.txt").write_text("more than ten bytes")
    (item,) = sources([str(tmp_path / "a.txt")])
    assert isinstance(item, Unreadable)
    assert "split it" in item.problem


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_its_lines_and_names_the_bad_ones(tmp_path: Path, packed: bool) -> None:
    lines = [
        json.dumps(
            {"url": "https://a.example/1", "title": "One", "published": "x", "html": "<p>A"}
        ),
        "no JSON",
        "[1]",
        json.dumps({"url": "https://a.example/3", "title": "Nothing"}),
        "[" * 100_000,
        "",
        json.dumps({"text": "B."}),
    ]
    data = "\n".join(lines).encode()
    path = tmp_path / ("pages.jsonl.gz" if packed else "pages.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = list(sources([str(path)]))
    assert found[0] == Source("https://a.example/1", b"<p>A", "text/html", "One", "x")
    assert found[-1] == Source(f"{path}#7", b"B.", "text/plain")
    bad = found[1:-1]
    assert [item.location for item in bad] == [f"{path}#{n}" for n in (2, 3, 4, 5)]
    for number, item in zip((2, 3, 4, 5), bad, strict=True):
        assert isinstance(item, Unreadable)
        assert f"line {number} of {path}" in item.problem
        assert "mend or remove" in item.problem


def test_a_packed_archive_that_breaks_off_keeps_the_lines_before(tmp_path: Path) -> None:
    data = "\n".join(json.dumps({"text": f"Text {os.urandom(40).hex()}."}) for _ in range(3000))
    path = tmp_path / "pages.jsonl.gz"
    path.write_bytes(gzip.compress(data.encode())[:-40_000])
    *pages, last = sources([str(path)])
    assert pages
    assert all(isinstance(page, Source) for page in pages)
    assert isinstance(last, Unreadable)
    assert "fetch the archive again" in last.problem


def test_a_line_beyond_the_limit_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stocktake.collect.archives.MOST_TEXT_BYTES", 50)
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps({"text": "a" * 500}) + "\n" + json.dumps({"text": "B."}))
    long, page = sources([str(path)])
    assert isinstance(long, Unreadable)
    assert "longer than" in long.problem
    assert isinstance(page, Source)
