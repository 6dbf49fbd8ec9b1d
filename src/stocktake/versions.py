"""Which reader and which rules of reconciling this installation has, told by their content."""

import hashlib
from functools import cache
from pathlib import Path

from stocktake.extract.installed import installed_english
from stocktake.identity import short_id
from stocktake.model import Reader

_PACKAGE = Path(__file__).parent


@cache
def reader() -> Reader:
    """Tell the reader: its model, and a hash of all code, rules and weights that cut and read."""
    model = installed_english()
    types = ("model/vocabulary.py", "model/collected.py", "model/findings.py")
    rules = _sha256_of(*types, "collect", "extract")
    told = short_id("v", model.name, model.version, model.sha256, rules)
    return Reader(told, model.name, model.version, model.sha256, rules)


@cache
def reconciling() -> str:
    """Give a hash of all code and rules that reconcile."""
    names = sorted(_PACKAGE.glob("extract/rules/**/parties.toml"))
    parties = (path.relative_to(_PACKAGE).as_posix() for path in names)
    return _sha256_of("model", "states.py", "states.tsv", "reconcile", *parties)


def _sha256_of(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        for path in sorted([_PACKAGE / part, *(_PACKAGE / part).rglob("*")]):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(_PACKAGE).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
