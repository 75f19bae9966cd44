"""The reference pages, made from the code that knows: rules, records, commands, JSON.

An MkDocs hook (`hooks:` in mkdocs.yml), so that the pages can never be out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from rindoku import cli
from rindoku.findings import Rule
from rindoku.records import Circle, Policy, Postmortem, SkillMap
from rindoku.records.fields import RecordField, described, fields_of
from rindoku.reports.documents import JsonDocument
from rindoku.reports.registry import REPORTS
from rindoku.rules.registry import all_rules

FAMILIES = {
    "RK0": "Files and front matter",
    "RK1": "Fields",
    "RK2": "Records",
    "RK3": "Action items",
    "RK4": "References",
    "RK5": "Sections",
    "RK6": "Circles and the skill map",
    "RK7": "Texts and links",
    "RK8": "Nothing is lost",
}
RECORDS = (Postmortem, Circle, SkillMap, Policy)
_ABOUT_JSON = """\
# Reports as JSON

What `--format json` prints. Days are text (`2026-06-30`), ages are in days. More keys may be added;
none of these changes its meaning.
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages."""
    pages = {"rules": rules(), "records": records(), "commands": commands(), "json": json_keys()}
    for name, text in pages.items():
        file = File.generated(config, f"reference/{name}.md", content=text)
        file.edit_uri = None
        files.append(file)
    return files


def rules() -> str:
    """What `rindoku check` asks for, rule by rule."""
    parts = ["# Rules\n\nWhat `rindoku check` asks for. `rindoku rule CODE` shows the same.\n"]
    family = ""
    for rule in all_rules():
        if rule.code[:3] != family:
            family = rule.code[:3]
            parts.append(f"\n## {family} {FAMILIES[family]}\n")
        parts.append(_rule(rule))
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    kind = "" if rule.severity == "error" else " (warning)"
    heading = f"### {rule.code} {rule.name.replace('-', ' ')}{kind}"
    examples = "\n\n".join(
        f"{word}:\n\n```yaml\n{text}\n```"
        for word, text in (("Bad", rule.bad), ("Good", rule.good))
    )
    return f"{heading}\n\n{rule.what}\n\nWhy: {rule.why}\n\n{examples}\n"


def records() -> str:
    """The fields of every record, from the models."""
    parts = ["# Records\n\nEvery field that Rindoku knows. Other keys belong to the writer.\n"]
    for model in _with_parts(RECORDS):
        parts.append(f"## {_words(model.__name__)}\n\n{described(model)}\n")
        parts.append("| field | values | meaning |\n| --- | --- | --- |")
        for field in fields_of(model):
            required = " (required)" if field.required else ""
            parts.append(f"| `{field.name}`{required} | {_holds(field)} | {field.documentation} |")
        parts.append("")
    return "\n".join(parts)


def _with_parts(models: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    """The models, each with those of its parts behind it, and every one once."""
    found: dict[type[BaseModel], None] = {}
    for model in models:
        parts = [field.part for field in fields_of(model) if field.part]
        found |= dict.fromkeys([model, *_with_parts(parts)])
    return [*found]


def _holds(field: RecordField) -> str:
    """What can be written into a field, in a few words."""
    told = ", ".join(f"`{word}`" for word in field.choices) or field.kind.value
    if field.part is not None:
        told = _words(field.part.__name__)
    shapes = {"list": "list of ", "by name": "by name: "}
    return "".join(shapes[shape] for shape in field.shapes) + told


def _values(schema: dict[str, Any]) -> str:
    """What can be written, in a few words."""
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if "anyOf" in schema:
        told = (_values(one) for one in schema["anyOf"] if one.get("type") != "null")
        return " or ".join(dict.fromkeys(told))
    if "$ref" in schema:
        return _words(schema["$ref"].rsplit("/", 1)[-1].removesuffix("Row"))
    if schema.get("type") == "array":
        return f"list of {_values(schema.get('items', {}))}"
    if schema.get("type") == "object":
        return f"by name: {_values(schema.get('additionalProperties') or {})}"
    names = {"date": "day", "date-time": "point in time", "time": "time of day"}
    kinds = {"string": "text", "integer": "number", "number": "number", "boolean": "yes or no"}
    return names.get(schema.get("format", "")) or kinds.get(schema.get("type", ""), "anything")


def _words(name: str) -> str:
    """`ActionItem` as Action item."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip().capitalize()


def json_keys() -> str:
    """The keys of every JSON output, from the models that it is made from."""
    documents = json_documents()
    _, schema = models_json_schema([(document, "validation") for document in documents])
    models = schema["$defs"]
    names = dict.fromkeys([*(document.__name__ for document in documents), *models])
    parts = [_ABOUT_JSON]
    for name in names:
        heading, about = _words(name.removesuffix("Row")), models[name].get("description", "")
        parts.append(f"## {heading}\n\n{about}\n")
        parts.append("| key | values | meaning |\n| --- | --- | --- |")
        for key, value in models[name]["properties"].items():
            parts.append(f"| `{key}` | {_values(value)} | {value.get('description', '')} |")
        parts.append("")
    return "\n".join(parts)


def json_documents() -> list[type[JsonDocument]]:
    """The model of each report that can be had as JSON."""
    formats = [forms["json"] for forms in REPORTS.values() if "json" in forms]
    return [import_module(f"rindoku.reports.{form.module}").DOCUMENT for form in formats]


def commands() -> str:
    """Every command's help text."""
    with click.Context(cli.rindoku, info_name="rindoku") as top:
        return "\n".join(["# Commands\n", *_inside(cli.rindoku, top, "rindoku")])


def _inside(group: click.Group, context: click.Context, path: str) -> Iterator[str]:
    """The help texts of a group's commands, each group's own before those in it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context) as inner:
            yield f"## {path} {name}\n\n```text\n{command.get_help(inner)}\n```\n"
            if isinstance(command, click.Group):
                yield from _inside(command, inner, f"{path} {name}")
