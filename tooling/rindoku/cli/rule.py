"""`rindoku rule`: what a rule asks for, why, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.errors import CannotRunError
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.findings import Rule


@click.command("rule", epilog=EXAMPLES.format("rindoku rule\n  rindoku rule RK306"))
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the rule CODE; without one, list all rules."""
    from rindoku.reading.similar import did_you_mean
    from rindoku.rules.registry import all_rules

    rules = {rule.code: rule for rule in all_rules()}
    if code is None:
        for rule in rules.values():
            click.echo(f"{rule.code}  {rule.severity:8}{rule.name.replace('-', ' ')}")
        return
    found = rules.get(code.upper())
    if found is None:
        hint = did_you_mean(code, list(rules)) or say("`rindoku rule` lists all rules")
        raise CannotRunError(say("there is no rule %(code)s", code=code), hint)
    click.echo(_explanation(found))


def _explanation(rule: Rule) -> str:
    def indented(text: str) -> str:
        return "\n".join(f"    {line}".rstrip() for line in text.splitlines())

    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.what}\n\n"
        f"Why: {rule.why}\n\nBad:\n{indented(rule.bad)}\n\nGood:\n{indented(rule.good)}"
    )
