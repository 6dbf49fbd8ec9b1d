"""`stocktake account`: who may sign in to the register's pages."""

import sys
from datetime import UTC, datetime

import click

from stocktake.access import (
    ROLES,
    Account,
    Passwords,
    Trace,
    checked_name,
    checked_password,
    role_of,
)
from stocktake.cli.options import at_register, tell
from stocktake.register import create_or_open, open_existing
from stocktake.register.accounts import Accounts
from stocktake.serve.tables import Column, Table, written_table
from stocktake.settings import Settings

_HERE = "command line"
_NAME_COLUMNS = (Column("Name", 4), Column("Role", 3), Column("Added", 4))


@click.group()
def account() -> None:
    """Add, list and remove those who may sign in.

    A reader looks, a reviewer also decides, an administrator also sees the accounts and the trail.

    \b
    Examples:
      stocktake account add "Ada Solberg" --role reviewer
      stocktake account list
      stocktake account role "Ada Solberg" administrator
      stocktake account remove "Ada Solberg"
    """  # noqa: D301 - click keeps the lines after \b


@account.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@at_register
@click.pass_obj
def add(settings: Settings, name: str, role: str) -> None:
    """Add an account; its password is asked for, or read from standard input."""
    accounts = create_or_open(settings.register).accounts()
    given = Account(checked_name(name), role_of(role), _now())
    accounts.add(given, Passwords().hashed(_password()))
    _note(accounts, f"added the account {given.name} as {given.role}")
    tell([f"Added {given.name}, {given.role}."])


@account.command(name="list")
@at_register
@click.pass_obj
def list_(settings: Settings) -> None:
    """List the accounts."""
    accounts = open_existing(settings.register).accounts().all()
    rows = tuple((each.name, each.role, each.added[:10]) for each in accounts)
    tell([written_table(Table(_NAME_COLUMNS, rows, "No accounts."))])


@account.command()
@click.argument("name")
@at_register
@click.pass_obj
def remove(settings: Settings, name: str) -> None:
    """Remove an account and sign it out; what it decided stays."""
    accounts = open_existing(settings.register).accounts()
    removed = accounts.remove(name)
    _note(accounts, f"removed the account {removed.name}")
    tell([f"Removed {removed.name}."])


@account.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@at_register
@click.pass_obj
def role(settings: Settings, name: str, role: str) -> None:
    """Give an account another role, in force at once."""
    accounts = open_existing(settings.register).accounts()
    changed = accounts.give_role(name, role_of(role))
    _note(accounts, f"made {changed.name} {changed.role}")
    tell([f"{changed.name} is {changed.role} now."])


@account.command()
@click.argument("name")
@at_register
@click.pass_obj
def password(settings: Settings, name: str) -> None:
    """Give an account another password and sign it out everywhere."""
    accounts = open_existing(settings.register).accounts()
    accounts.give_password(name, Passwords().hashed(_password()))
    _note(accounts, f"gave {checked_name(name)} another password")
    tell([f"{checked_name(name)} has another password now."])


def _password() -> str:
    """Ask for a password twice at a terminal; take the first line of anything else."""
    if sys.stdin.isatty():
        asked = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return checked_password(asked)
    return checked_password(sys.stdin.readline().rstrip("\r\n"))


def _note(accounts: Accounts, what: str) -> None:
    accounts.note(Trace(_now(), _HERE, what, None, "this machine"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
