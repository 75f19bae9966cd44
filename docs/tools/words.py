"""What is told in every language and stands in code as documentation: rules, commands, fields.

As Python, for the tool that collects the words to translate (`make words`).
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

import click

from reference import RECORDS, with_parts
from rindoku import cli
from rindoku.cli.lazy_group import LazyGroup
from rindoku.records.fields import described, fields_of
from rindoku.rules.registry import all_rules


def texts() -> Iterator[str]:
    """Each text as it stands in English."""
    for rule in all_rules():
        yield from (rule.what, rule.why)
    for model in with_parts(RECORDS):
        yield described(model)
        yield from (field.documentation for field in fields_of(model) if field.documentation)
    yield from _of_command(cli.rindoku, click.Context(cli.rindoku))


def _of_command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (cleandoc(text) for text in (command.help, command.epilog) if text)
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            yield param.help
    if isinstance(command, LazyGroup):
        yield from command.summaries.values()
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _of_command(inner, context)


if __name__ == "__main__":
    for text in dict.fromkeys(texts()):
        click.echo(f"_({text!r})")
