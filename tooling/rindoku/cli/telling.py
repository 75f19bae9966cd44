"""What a command tells whoever runs it beside its answer: in their language, on standard error."""

from __future__ import annotations

import click

from rindoku.cli.language import words_here


def told(sentence: str) -> str:
    """A sentence of ours in the language of whoever runs this."""
    return words_here().tell(sentence)


def tell(sentence: str, fg: str | None = None) -> None:
    """Say it, on standard error."""
    click.secho(told(sentence), fg=fg, err=True)


def wrong_usage(sentence: str) -> click.UsageError:
    """What to raise where options contradict each other."""
    return click.UsageError(told(sentence))
