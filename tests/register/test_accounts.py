"""Accounts at rest: names, roles, sessions, tries and the trail, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from stocktake.access import Account, Trace
from stocktake.errors import AccessProblem
from stocktake.register import Register
from stocktake.register.accounts import Accounts

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def accounts(register: Register) -> Accounts:
    kept = register.accounts()
    kept.add(Account("Ada Solberg", "reviewer", NOON.isoformat()), "hash one")
    return kept


def test_an_account_is_kept_once_however_its_name_is_spelt(accounts: Accounts) -> None:
    assert accounts.all() == (Account("Ada Solberg", "reviewer", NOON.isoformat()),)
    assert accounts.password_of("ada SOLBERG") == "hash one"
    assert accounts.password_of("somebody") is None
    with pytest.raises(AccessProblem, match="already"):
        accounts.add(Account(" ada  solberg ", "reader", ""), "hash two")


@pytest.mark.parametrize("name", ["", " ", "a\u202eb", "a\x00b", "x" * 81, "a\u200bb"])
def test_a_name_that_hides_something_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccessProblem, match="name has"):
        accounts.add(Account(name, "reader", ""), "hash")


def test_a_session_holds_until_it_ends_or_is_closed(accounts: Accounts) -> None:
    accounts.open_session("t1", "Ada Solberg", NOON, NOON + timedelta(hours=1))
    holder = accounts.holder("t1", NOON + timedelta(minutes=59))
    assert holder is not None
    assert holder.name == "Ada Solberg"
    assert accounts.holder("t1", NOON + timedelta(hours=1)) is None
    assert accounts.holder("t2", NOON) is None
    accounts.close_session("t1")
    assert accounts.holder("t1", NOON) is None


def test_a_role_counts_from_the_next_question_on(accounts: Accounts) -> None:
    accounts.open_session("t1", "Ada Solberg", NOON, NOON + timedelta(hours=1))
    accounts.give_role("ada solberg", "reader")
    holder = accounts.holder("t1", NOON)
    assert holder is not None
    assert holder.role == "reader"


def test_a_new_password_and_a_removed_account_close_the_sessions(accounts: Accounts) -> None:
    accounts.open_session("t1", "Ada Solberg", NOON, NOON + timedelta(hours=1))
    accounts.give_password("Ada Solberg", "hash two")
    assert accounts.holder("t1", NOON) is None
    accounts.open_session("t2", "Ada Solberg", NOON, NOON + timedelta(hours=1))
    accounts.remove("Ada Solberg")
    assert accounts.holder("t2", NOON) is None
    with pytest.raises(AccessProblem, match="no account"):
        accounts.open_session("t3", "Ada Solberg", NOON, NOON + QUARTER)


def test_too_many_tries_must_wait_until_the_oldest_is_past(accounts: Accounts) -> None:
    limits = [("account:ada", 2), ("address:192.0.2.1", 5)]
    assert accounts.count_try(limits, NOON, QUARTER) == 0
    assert accounts.count_try(limits, NOON + timedelta(minutes=1), QUARTER) == 0
    late = NOON + timedelta(minutes=10)
    assert accounts.count_try(limits, late, QUARTER) == 5 * 60 + 1
    assert accounts.count_try([("account:eve", 2), limits[1]], late, QUARTER) == 0
    assert accounts.count_try(limits, NOON + QUARTER, QUARTER) == 0


def test_tries_are_forgiven_or_taken_back(accounts: Accounts) -> None:
    limits = [("account:ada", 2)]
    for _ in range(2):
        accounts.count_try(limits, NOON, QUARTER)
    accounts.take_back("account:ada")
    assert accounts.count_try(limits, NOON, QUARTER) == 0
    assert accounts.count_try(limits, NOON, QUARTER) > 0
    accounts.forgive("account:ada")
    assert accounts.count_try(limits, NOON, QUARTER) == 0


def test_the_trail_gives_the_newest_first_and_stores_any_words(accounts: Accounts) -> None:
    for number in range(3):
        accounts.note(Trace(f"2025-03-0{number + 1}", "Ada", "looked \0 on", None, "192.0.2.1"))
    assert [trace.at for trace in accounts.trail(2)] == ["2025-03-03", "2025-03-02"]
    assert [trace.at for trace in accounts.trail(2, passed=2)] == ["2025-03-01"]
    assert accounts.trail(1)[0].what == "looked  on"
