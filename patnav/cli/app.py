"""The application that commands register with, and the way it is run."""

from __future__ import annotations

import signal
import sys
from types import FrameType

import typer

from patnav.errors import PatNavError

__all__ = ["app", "main", "say", "told"]

app = typer.Typer(
    help="An open patent-navigation knowledge graph: patents and news in, answers with evidence out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line: exit 0 done, 1 an error of PatNav's, 2 wrong usage, 130 interrupted."""
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    if any("\udc80" <= character <= "\udcff" for argument in sys.argv for character in argument):
        say("error[USAGE]: an argument is not UTF-8; hint: set the terminal to UTF-8, or rename the file")
        sys.exit(2)
    stopped = _watch()
    try:
        app()
    except BaseException as error:
        if isinstance(error, BrokenPipeError):
            sys.stderr.close()
            sys.exit(1)
        if debug:
            raise
        if stopped:  # libraries make other errors of the interruption, DuckDB a RuntimeError
            say("interrupted; run the command again to go on")
            sys.exit(130)
        if (message := told(error)) is None:
            raise
        say(message)
        sys.exit(1)


def _watch() -> list[int]:
    """Have interruptions noted in the list that is given back, besides being raised."""
    stopped: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stopped.append(number)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else who started us wants them ignored
        signal.signal(signal.SIGINT, stop)
    return stopped


def told(error: BaseException) -> str | None:
    """What is said of an error that a user can do something about, None of others."""
    if isinstance(error, PatNavError):
        return f"error[{error.code}]: {error.what}" + (f"; hint: {error.hint}" if error.hint else "")
    if isinstance(error, OSError):
        return f"error[SYSTEM]: {error.strerror or error}: {error.filename or ''}; hint: check the disk and permissions"
    return None


def say(message: str) -> None:
    """Print a message to stderr."""
    print(message, file=sys.stderr)
