"""What a command tells whoever runs it beside its answer: in their language, on standard error."""

from __future__ import annotations

import click

from rindoku.cli.language import words_here
from rindoku.locale import word_meant
from rindoku.saying import say


def told(sentence: str) -> str:
    """A sentence of ours in the language of whoever runs this."""
    return words_here().tell(sentence)


def tell(sentence: str, fg: str | None = None) -> None:
    """Say it, on standard error."""
    click.secho(told(sentence), fg=fg, err=True)


def wrong_usage(sentence: str) -> click.UsageError:
    """What to raise where options contradict each other."""
    return click.UsageError(told(sentence))


def agreed(question: str, *, default: bool = False) -> bool:
    """Ask on a terminal; yes and no are understood in every language."""
    shown = "Y/n" if default else "y/N"
    answer: bool = click.prompt(
        f"{told(question)} [{shown}]", default=default, show_default=False, err=True,
        value_proc=lambda typed: typed if isinstance(typed, bool) else _yes_or_no(typed),
    )  # fmt: skip
    return answer


def _yes_or_no(typed: str) -> bool:
    meant = word_meant(typed, _YES_AND_NO, {}, _YES_AND_NO)
    if meant is None:
        raise click.BadParameter(told(say("answer yes or no")))
    return meant == "y"


_YES_AND_NO = {
    "y": ("yes", "はい", "うん", "ええ", "ok"),
    "n": ("no", "いいえ", "いえ", "だめ"),
}
