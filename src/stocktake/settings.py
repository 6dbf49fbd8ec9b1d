"""What the caller settles for one run: read once, passed in, never changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

REGISTER = "STOCKTAKE_REGISTER"
BY = "STOCKTAKE_BY"
DEFAULT_REGISTER = "stocktake.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the register is, a file's path or a PostgreSQL address, who decides, and of when.

    `as_of` is the day of which the world's record is asked for, `known_at` that of which the
    register is.
    """

    register: str = DEFAULT_REGISTER
    by: str | None = None
    as_of: date | None = None
    known_at: date | None = None


def settings_of(register: str | None, environment: Mapping[str, str]) -> Settings:
    """Settle on the option's word, then the environment's, then the default."""
    place = register or environment.get(REGISTER) or DEFAULT_REGISTER
    return Settings(place, environment.get(BY))


def usable_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
