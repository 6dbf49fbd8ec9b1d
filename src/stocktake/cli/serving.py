"""`stocktake serve`: the desk in the browser."""

import gc
import sys
import webbrowser
from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING

import click

from stocktake.cli.forking import Crew
from stocktake.cli.options import at_register, own_day
from stocktake.register import Register, open_existing
from stocktake.settings import Settings, usable_cores

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from stocktake.serve.web.door.opening import Door

PORT = 8017
MOST_WORKERS = 4
"""So many processes serve unless more are asked for: each holds some 90 MiB."""
_CLEARED_AFTER = (50_000, 20, 20)  # things made, and rounds, before memory is cleared
_PATIENCE = 60  # seconds that a busy process may keep silent before it is started anew


@dataclass(frozen=True, slots=True)
class Opening:
    """How a desk is opened; each process that serves makes its own desk of it.

    Sessions, tries at a password and judgements are in the register, so all processes know them.
    """

    register: str
    host: str
    origin: str | None
    public: bool
    readers: str
    name: str | None

    def __call__(self) -> "Starlette":
        """Make the desk; raise `AccessProblem` where it would be open to those it must not be."""
        from stocktake.cli.doors import bench_of
        from stocktake.past_days import PastDays
        from stocktake.serve.web.app import application
        from stocktake.serve.web.desk import Desk

        register = open_existing(self.register)
        bench = None if self.public else bench_of(register, self.readers)
        past = PastDays(register).shelf_of
        desk = Desk(register.shelf(), own_day, self.public, bench=bench, past=past)
        return application(desk, self._door(register))

    def check(self) -> None:
        """Load what a desk needs; raise `AccessProblem` where it would be open to the wrong."""
        import stocktake.serve.web.app  # noqa: F401 - the processes to come find it loaded

        register = open_existing(self.register)
        self._door(register)
        register.close()

    def tell_of_other_rules(self) -> None:
        """Say beforehand what the first answer of the review would else wait for."""
        from stocktake.versions import reconciling

        register = open_existing(self.register)
        made_by = register.derived_by()
        register.close()
        if not self.public and made_by not in (None, reconciling()):
            click.echo(
                "Its records were made by the rules of another version.  The first answer of the "
                "review makes all of them anew, about a minute for two thousand articles; "
                "`stocktake derive` does it beforehand.",
                err=True,
            )

    def _door(self, register: Register) -> "Door":
        from stocktake.cli.doors import door_of, public_door

        if self.public:
            return public_door(self.host, self.origin)
        return door_of(register, self.host, self.origin, self.name)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
@click.option("--open", "opened", is_flag=True, help="Open the first page in the browser.")
@click.option("--public", is_flag=True, help="Let everybody look; nothing can be changed.")
@click.option("--origin", metavar="URL", help="Ask for accounts, under this address of yours.")
@click.option(
    "--readers",
    type=click.Choice(["1", "2"]),
    default="1",
    show_default=True,
    help="How many must say the same before anything is decided.",
)
@click.option("--name", help="Who decides, at this machine alone.  Default: who is logged in.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help=f"How many processes serve.  Default: one a core, {MOST_WORKERS} at most.",
)
@at_register
@click.pass_obj
def serve(  # noqa: PLR0913 - click passes each option by itself
    settings: Settings,
    /,
    *,
    host: str,
    port: int,
    opened: bool,
    public: bool,
    origin: str | None,
    readers: str,
    name: str | None,
    workers: int | None,
) -> None:
    """Open the register in the browser: look, search, compare and decide.

    Nothing is fetched from elsewhere; it works without a network.  Stop it with Ctrl+C.

    \b
    Examples:
      stocktake serve --open
      stocktake --register dialogues.db serve --port 9000
      stocktake serve --public
      stocktake serve --host 0.0.0.0 --origin https://desk.example.org
    """  # noqa: D301 - click keeps the lines after \b
    opening = Opening(settings.register, host, origin, public, readers, name)
    opening.check()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"The desk is open at {address}")
    if opened:
        Timer(0.7, webbrowser.open, [address]).start()
    count = workers or min(usable_cores(), MOST_WORKERS)
    if count == 1:
        opening.tell_of_other_rules()
        _serve_alone(opening(), host, port)
    else:
        _serve_together(opening, host, port, count)


def _serve_alone(app: "Starlette", host: str, port: int) -> None:
    import uvicorn

    seldom_cleared()
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _serve_together(opening: Opening, host: str, port: int, workers: int) -> None:
    """Serve from several processes behind one socket; one that dies is started anew."""
    from uvicorn import Config, Server

    config = Config(
        opening, factory=True, host=host, port=port, workers=workers, log_level="warning",
        server_header=False, timeout_worker_healthcheck=_PATIENCE,
    )  # fmt: skip
    socket = config.bind_socket()
    if sys.platform == "linux":
        seldom_cleared()
        Crew(lambda: Server(config).run([socket]), workers).work(opening.tell_of_other_rules)
        return
    from uvicorn.supervisors import Multiprocess

    opening.tell_of_other_rules()
    Multiprocess(config, sockets=[socket]).run()


def seldom_cleared() -> None:
    """Look less often for memory to clear than is usual: a page makes and leaves much at once."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_CLEARED_AFTER)
