"""The reference pages are derived from the code, and lack nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import click
import pytest

import rindoku.records
from rindoku.errors import CannotRunError
from rindoku.locale import words_in
from rindoku.reading.catalog import placed_items, read_catalog
from rindoku.records.fields import fields_of
from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.scaffold.demo import write_demo
from rindoku.source.tree import WorkingTree
from rindoku.trackers.errors import TrackerError
from rindoku.trackers.issue import Issue
from rindoku.trackers.sync import Comparison, Difference, Unread
from tests.conftest import PROJECT, Repository
from tests.test_command_line import COMMANDS


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("shop")
    write_demo(folder, date(2026, 11, 24))
    return Repository(folder)


def reference() -> Any:
    """The tool that writes the reference pages."""
    spec = spec_from_file_location("reference", PROJECT / "docs/tools/reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_field_of_every_record_stands_in_the_reference() -> None:
    page = reference().records(words_in("en"))
    models = {one for one in vars(rindoku.records).values() if isinstance(one, type)}
    models |= {field.part for one in models for field in fields_of(one) if field.part}
    assert {"PersonPolicy", "Program", "Invite", "Link"} <= {one.__name__ for one in models}
    for model in models:
        name = "".join(f" {c.lower()}" if c.isupper() else c for c in model.__name__).strip()
        section = page.partition(f"## {name.capitalize()}\n")[2].partition("\n## ")[0]
        assert [one.name for one in fields_of(model) if f"| `{one.name}`" not in section] == []


@pytest.mark.parametrize("path", [path for path in COMMANDS if path], ids=" ".join)
def test_every_command_stands_in_the_reference_with_its_options(path: tuple[str, ...]) -> None:
    page = reference().commands(words_in("en"))
    section = page.partition(f"## rindoku {' '.join(path)}\n")[2].partition("\n## ")[0]
    assert f"Usage: rindoku {' '.join(path)} " in section
    options = [one for one in COMMANDS[path].params if isinstance(one, click.Option)]
    assert [one.name for one in options if one.opts[0] not in section] == []


def keys(value: Any, inside: str = "") -> Iterator[str]:
    """Every key in an output, but those that people chose: the names of fields that changed."""
    if isinstance(value, list):
        for one in value:
            yield from keys(one)
    elif isinstance(value, dict) and inside not in ("change", "changes"):
        for name, held in value.items():
            yield name
            yield from keys(held, name)


def compared(shop: Repository) -> str:
    """What `rindoku sync` tells when all sorts of things come out."""
    one, two, three, *_ = placed_items(read_catalog(WorkingTree(shop.path)).holders)
    issue = Issue(
        "https://github.com/acme/shop/issues/1", "completed", datetime(2026, 6, 1, tzinfo=UTC)
    )
    refused = CannotRunError("no", "ask")
    comparison = Comparison(
        tracked=3,
        differences=[Difference(one, issue, {"closed": date(2026, 6, 1)}, refused=refused)],
        unread=[Unread(two, TrackerError("gone", "look"))],
        moved=[(three, issue)],
    )
    return REPORTS["sync"]["json"].render(comparison, ReportOptions())


def test_every_key_of_every_json_output_stands_in_the_reference(shop: Repository) -> None:
    listed = shop.rindoku("action", "list", "--all", "--format", "json").json
    outputs = [listed, json.loads(compared(shop)), shop.stale("2026-11-24")]
    outputs += [
        shop.rindoku("action", "show", row["action_item"], "--format", "json").json
        for row in listed["action_items"]
    ]
    outputs.append(shop.rindoku("circle", "due", "--format", "json").json)
    shop.write("postmortems/broken.md", "no front matter")
    outputs.append({"findings": shop.findings("postmortems/broken.md")})
    found = {key for output in outputs for key in keys(output)}

    page = reference().json_keys()
    assert {"life", "again", "decision", "outcome", "closed_at", "overdue_days", "hint"} <= found
    assert {key for key in found if f"| `{key}` |" not in page} == set()


def test_a_json_output_is_made_from_the_model_that_documents_it() -> None:
    documents = reference().json_documents()
    assert len(documents) == sum("json" in forms for forms in REPORTS.values()) == 6
