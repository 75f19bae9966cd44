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
from rindoku.cli.speaking import spoken, spoken_by_click
from rindoku.findings import Rule
from rindoku.locale import Words, words_in
from rindoku.records import Circle, Policy, Postmortem, SkillMap
from rindoku.records.fields import Kind, RecordField, described, fields_of
from rindoku.reports.documents import JsonDocument
from rindoku.reports.registry import REPORTS
from rindoku.rules.registry import all_rules
from rindoku.saying import N_

FAMILIES = {
    "RK0": N_("Files and front matter"),
    "RK1": N_("Fields"),
    "RK2": N_("Records"),
    "RK3": N_("Action items"),
    "RK4": N_("References"),
    "RK5": N_("Sections"),
    "RK6": N_("Circles and the skill map"),
    "RK7": N_("Texts and links"),
    "RK8": N_("Nothing is lost"),
}
RECORDS = (Postmortem, Circle, SkillMap, Policy)
_KINDS = {
    Kind.TEXT: N_("text"),
    Kind.NUMBER: N_("number"),
    Kind.DAY: N_("day"),
    Kind.MOMENT: N_("point in time"),
    Kind.CLOCK: N_("time of day"),
    Kind.PERSON: N_("person"),
    Kind.OWNER: N_("person or team"),
    Kind.LINK: N_("link"),
    Kind.POINTER: N_("link or text"),
}
_SHAPES = {"list": N_("list of %s"), "by name": N_("by name: %s")}
_ABOUT_JSON = """\
# Reports as JSON

What `--format json` prints. Days are text (`2026-06-30`), ages are in days. More keys may be added;
none of these changes its meaning.
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages."""
    pages = {"reference/json": json_keys()}
    for language, folder in {"en": "reference", "ja": "reference/ja"}.items():
        words = words_in(language)
        pages |= {
            f"{folder}/rules": rules(words),
            f"{folder}/records": records(words),
            f"{folder}/commands": commands(words),
        }
    for name, text in pages.items():
        file = File.generated(config, f"{name}.md", content=text)
        file.edit_uri = None
        files.append(file)
    return files


def rules(words: Words) -> str:
    """What `rindoku check` asks for, rule by rule."""
    _ = words.gettext
    parts = [
        _heading(_("Rules")),
        _("What `rindoku check` asks for. `rindoku rule CODE` shows the same."),
    ]
    family = ""
    for rule in all_rules():
        if rule.code[:3] != family:
            family = rule.code[:3]
            parts.append(f"\n## {family} {_(FAMILIES[family])}\n")
        parts.append(_rule(rule, words))
    return "\n".join(parts)


def _heading(text: str) -> str:
    return f"# {text}\n"


def _rule(rule: Rule, words: Words) -> str:
    _ = words.gettext
    kind = "" if rule.severity == "error" else words.aside([_("warning")])
    heading = f"### {rule.code} {rule.name.replace('-', ' ')}{kind}"
    examples = "\n\n".join(
        f"{word}\n\n```yaml\n{text}\n```"
        for word, text in ((_("Bad:"), rule.bad), (_("Good:"), rule.good))
    )
    why = _("Why: %s") % _(rule.why)
    return f"{heading}\n\n{_(rule.what)}\n\n{why}\n\n{examples}\n"


def records(words: Words) -> str:
    """The fields of every record, from the models."""
    _ = words.gettext
    parts = [
        _heading(_("Records")),
        _("Every field that Rindoku knows. Other keys belong to the writer."),
        "",
    ]
    names = (_("field"), _("values"), _("meaning"))
    headings = f"| {' | '.join(names)} |\n| --- | --- | --- |"
    for model in with_parts(RECORDS):
        parts.append(f"## {_words(model.__name__)}\n\n{_(described(model))}\n")
        parts.append(headings)
        parts += [_row(field, words) for field in fields_of(model)]
        parts.append("")
    return "\n".join(parts)


def _row(field: RecordField, words: Words) -> str:
    _ = words.gettext
    required = words.aside([_("required")]) if field.required else ""
    meaning = _(field.documentation) if field.documentation else ""
    return f"| `{field.name}`{required} | {_holds(field, words)} | {meaning} |"


def with_parts(models: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    """The models, each with those of its parts behind it, and every one once."""
    found: dict[type[BaseModel], None] = {}
    for model in models:
        parts = [field.part for field in fields_of(model) if field.part]
        found |= dict.fromkeys([model, *with_parts(parts)])
    return [*found]


def _holds(field: RecordField, words: Words) -> str:
    """What can be written into a field, in a few words."""
    told = ", ".join(f"`{word}`" for word in field.choices)
    if field.part is not None:
        told = _words(field.part.__name__)
    for shape in reversed(field.shapes):
        told = words.gettext(_SHAPES[shape]) % (told or _kind(field, words))
    return told or _kind(field, words)


def _kind(field: RecordField, words: Words) -> str:
    return words.gettext(_KINDS[field.kind])


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


def commands(words: Words) -> str:
    """Every command's help text."""
    root = spoken(cli.rindoku, words)
    with spoken_by_click(words), click.Context(root, info_name="rindoku") as top:
        heading = _heading(words.gettext("Commands"))
        return "\n".join([heading, *_inside(root, top, "rindoku")])


def _inside(group: click.Group, context: click.Context, path: str) -> Iterator[str]:
    """The help texts of a group's commands, each group's own before those in it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context) as inner:
            yield f"## {path} {name}\n\n```text\n{command.get_help(inner)}\n```\n"
            if isinstance(command, click.Group):
                yield from _inside(command, inner, f"{path} {name}")
