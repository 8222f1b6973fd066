"""The command line: `topicwire`. Commands live in a file a noun and import the rest only when they run."""

import os
import signal
import sys
from typing import Annotated

import typer

from topicwire.cli import (
    demo,
    hub,
    importing,
    keys,
    lab,
    newsletter,
    reading,
    rulings,
    running,
    searching,
    sources,
    subscribers,
    vectors,
)
from topicwire.cli.output import complain
from topicwire.errors import HubBusyError, SettingsError, StoreError, TopicwireError


def set_up(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every outcome.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log one JSON object a line.")] = False,
) -> None:
    """Take the options that stand before the command."""
    from topicwire.newsroom.logs import set_up_logs

    set_up_logs("info" if verbose else os.environ.get("LOG_LEVEL", "warning"), log_json)


app = typer.Typer(
    name="topicwire",
    help="Name your topics and your sources; topicwire keeps a public news hub that explains itself.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.callback()(set_up)
app.command()(hub.init)
app.command()(sources.add)
app.add_typer(sources.app, name="sources")
app.command("import")(importing.import_)
app.command()(running.run)
app.command()(running.build)
app.command()(running.announce)
app.command()(running.serve)
app.command()(newsletter.send)
app.add_typer(subscribers.app, name="subscribers")
app.command()(searching.search)
app.command()(reading.explain)
app.command()(reading.ledger)
app.command()(lab.lab)
app.command()(hub.doctor)
app.add_typer(rulings.app, name="rulings")
app.add_typer(keys.app, name="keys")
app.add_typer(vectors.app, name="vectors")
app.command()(demo.demo)
app.command()(hub.schema)
app.command()(hub.version)


def main() -> None:
    """Run the command line.

    Exit codes: 0 done; 1 it failed, or `doctor` found something bad; 2 wrong settings or wrong use; 3 another
    process has the hub; 4 the store cannot be used; 130 interrupted.
    """
    try:
        app()
    except SettingsError as error:
        _stop(error, 2)
    except HubBusyError as error:
        _stop(error, 3)
    except StoreError as error:
        _stop(error, 4)
    except TopicwireError as error:
        _stop(error, 1)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _stop(error: TopicwireError, code: int) -> None:
    complain(f"topicwire: {error}")
    sys.exit(code)
