"""`rindoku rule`: what a rule asks for, why, and how it looks."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.language import words_here
from rindoku.cli.options import language_option
from rindoku.errors import CannotRunError
from rindoku.saying import say


@click.command("rule", epilog=EXAMPLES.format("rindoku rule\n  rindoku rule RK306"))
@click.argument("code", required=False)
@language_option
@click.pass_obj
def command(root: Path | None, code: str | None) -> None:
    """Explain the rule CODE; without one, list all rules."""
    from rich.cells import set_cell_size

    from rindoku.reading.similar import did_you_mean
    from rindoku.rules.registry import all_rules
    from rindoku.wording.findings import severity_name
    from rindoku.wording.rules import explanation, in_short

    words = words_here()
    rules = {rule.code: rule for rule in all_rules()}
    if code is None:
        for rule in rules.values():
            severity = set_cell_size(severity_name(rule.severity, words), 8)
            click.echo(f"{rule.code}  {severity}{in_short(rule, words)}")
        return
    found = rules.get(unicodedata.normalize("NFKC", code).upper())
    if found is None:
        hint = did_you_mean(code, list(rules)) or say("`rindoku rule` lists all rules")
        raise CannotRunError(say("there is no rule %(code)s", code=code), hint)
    click.echo(explanation(found, words))
