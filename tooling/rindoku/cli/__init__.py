"""The command line. Each command is a file of its own, imported only when it is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from rindoku import __version__
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.language import words_here
from rindoku.cli.lazy_group import LazyGroup
from rindoku.cli.speaking import spoken, spoken_by_click
from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.source.problems import SourceError

_SUMMARIES = {
    "check": "Check all records; every mistake with its place and a mend.",
    "rule": "Explain a rule: what it asks for, why, and an example.",
    "new": "Begin a postmortem.",
    "stale": "Report the action items that nobody finished.",
    "action": "Find action items, tell their lives, and act on them.",
    "circle": "Plan and record reading circles and other sessions.",
    "sync": "Compare action items with the issues they are tracked as.",
    "demo": "Write a sample repository with three years of history.",
}


@click.group(
    cls=LazyGroup,
    summaries=_SUMMARIES,
    epilog=EXAMPLES.format(
        "rindoku check                  # before every commit, and in CI\n"
        "  rindoku stale                  # what did we promise and not do?\n"
        "  rindoku circle plan reading    # the next reading circle, ready to hold"
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="rindoku", message="%(prog)s %(version)s")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The repository's folder. Found from here upwards when left out.",
)
@click.pass_context
def rindoku(ctx: click.Context, root: Path | None) -> None:
    """Postmortems in git, action items that do not rot, reading circles without preparation."""
    ctx.obj = root


def main() -> None:
    """The `rindoku` command. Exit codes: 0 fine, 1 findings, 2 wrong usage or cannot run."""
    # looking for other packages' pydantic plugins costs a tenth of a short command
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    # a command keeps what it reads until it ends: looking for garbage takes up to half of its time
    gc.disable()
    atexit.register(gc.freeze)  # nor is any looked for when Python takes itself apart
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if _may_be_told_again(sys.argv[1:]):
        from rindoku.cli import answering

        told = answering.begin(sys.argv[1:])
        if told is not None:
            sys.exit(told)
    colour = False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
    try:
        _run(colour)
    except CannotRunError as error:
        _refuse(error.message, error.hint, colour)
    except SourceError as error:  # what a record stands in the way of
        _refuse(error.problem.message, error.problem.hint, colour)
    except OSError as error:
        name = error.filename or say("the output")
        _refuse(say("%(why)s: %(name)s", why=error.strerror, name=name), "", colour)


def _refuse(message: str, hint: str, colour: bool | None) -> NoReturn:
    """Say what is in the way, and end."""
    words = words_here()
    click.secho(f"rindoku: {words.tell(message)}", fg="red", err=True, color=colour)
    if hint:
        click.echo(f"  {words.tell(hint)}", err=True)
    _drop_unwritten()
    sys.exit(2)


def _may_be_told_again(arguments: list[str]) -> bool:
    """Whether this may be a question about records: no help, and nobody is still typing."""
    asks_for_help = {"-h", "--help", "--version"} & {*arguments}
    return bool(arguments) and not asks_for_help and "_RINDOKU_COMPLETE" not in os.environ


def _run(colour: bool | None) -> None:
    exit_code: object = None
    words = words_here()
    try:
        with spoken_by_click(words):
            spoken(rindoku, words)(prog_name="rindoku", color=colour)
    except SystemExit as ended:
        exit_code = ended.code
        raise
    finally:
        if (answering := sys.modules.get("rindoku.cli.answering")) is not None:
            answering.end(exit_code)
        if sys.stdout is not None:  # closed by whoever called us
            sys.stdout.flush()


def _drop_unwritten() -> None:
    """Forget what could not be written, else Python tries again when it ends, and complains."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
