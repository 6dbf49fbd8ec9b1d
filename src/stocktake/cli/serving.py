"""`stocktake serve`: the desk in the browser."""

import webbrowser
from threading import Timer

import click

from stocktake.cli.options import at_register, own_day
from stocktake.register import open_existing
from stocktake.settings import Settings

PORT = 8017


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
    import uvicorn

    from stocktake.cli.doors import bench_of, door_of, public_door
    from stocktake.serve.web.app import application
    from stocktake.serve.web.desk import Desk

    register = open_existing(settings.register)
    door = public_door(host, origin) if public else door_of(register, host, origin, name)
    bench = None if public else bench_of(register, readers)
    desk = Desk(register.shelf(), own_day, public, bench=bench)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"The desk is open at {address}")
    if opened:
        Timer(0.7, webbrowser.open, [address]).start()
    uvicorn.run(
        application(desk, door), host=host, port=port, log_level="warning", server_header=False
    )
