"""What the caller settles for one run: read once, passed in, never changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

REGISTER = "STOCKTAKE_REGISTER"
DEFAULT_REGISTER = "stocktake.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the register is: a file's path or a PostgreSQL address."""

    register: str = DEFAULT_REGISTER


def settings_of(register: str | None, environment: Mapping[str, str]) -> Settings:
    """Settle on the option's word, then the environment's, then the default."""
    return Settings(register or environment.get(REGISTER) or DEFAULT_REGISTER)


def usable_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
