"""The application that commands register with, and the way it is run."""

from __future__ import annotations

import sys

import typer

from patnav.errors import PatNavError

__all__ = ["app", "main", "say"]

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
    try:
        app()
    except PatNavError as error:
        if debug:
            raise
        hint = f"; hint: {error.hint}" if error.hint else ""
        say(f"error[{error.code}]: {error.what}{hint}")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        if debug:
            raise
        say(f"error[SYSTEM]: {error.strerror or error}: {error.filename or ''}; hint: check the disk and permissions")
        sys.exit(1)


def say(message: str) -> None:
    """Print a message to stderr."""
    print(message, file=sys.stderr)
