"""Where the rules of reading lie: those of English in `rules`, of others in a folder a language.

A folder holds files of the names that the English rules have: `agreements`, `commitments`,
`dates`, `meetings`, `outcomes`, `parties`, `people` and `themes`, none of which it must have.
Whoever adds a folder has added a language.
"""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

ENGLISH = "en"


def rules_text(name: str, language: str = ENGLISH) -> str:
    """Give the text of a rules file by its name; raise `FileNotFoundError` for one not there."""
    return _path(name, language).read_text(encoding="utf-8")


def read_rules(name: str, language: str = ENGLISH) -> dict[str, Any]:
    """Read a rules file of a language; empty where the language has none of that name."""
    path = _path(name, language)
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def other_languages() -> tuple[str, ...]:
    """Give the languages beside English that the rules read, as ISO 639-1 codes in their order."""
    return tuple(sorted(entry.name for entry in rules_folder().iterdir() if entry.is_dir()))


def rules_folder() -> Traversable:
    """Give the folder of all rules."""
    return files("stocktake.extract") / "rules"


def language_read(tag: str | None) -> str:
    """Give the language by whose rules a text is read: its own, or English where it has none.

    `tag` is a BCP 47 tag; None is read as English.
    """
    primary = (tag or ENGLISH).split("-", maxsplit=1)[0].lower()
    return primary if primary in other_languages() else ENGLISH


def _path(name: str, language: str) -> Traversable:
    folder = rules_folder() if language == ENGLISH else rules_folder() / language
    return folder / f"{name}.toml"
