"""A team's own template for new postmortems: found, and filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from rindoku.editing.front_matter import Set, edit
from rindoku.editing.scalars import Writable, emit
from rindoku.errors import CannotRunError
from rindoku.findings import Place
from rindoku.records import Policy
from rindoku.saying import say
from rindoku.source import layout
from rindoku.source.document import read_document
from rindoku.source.tree import Tree

_PLACEHOLDER = re.compile(r"\{\{ *(title|date) *\}\}")


def own_template(tree: Tree, policy: Policy, language: str) -> str | None:
    """The path of the template for pages in a language; None where the team has none.

    Raises CannotRunError where the policy names a file that is not there.
    """
    if policy.template is not None:
        if not tree.has(policy.template):
            message = say("there is no file %(path)s", path=policy.template)
            raise CannotRunError(message, say("the policy calls it the `template`"))
        return policy.template
    found = {
        layout.template_language(path): path
        for path in reversed(tree.paths(layout.POSTMORTEMS))
        if layout.template_language(path) is not None
    }
    return found.get(language) or found.get("")


def fill(
    path: str, raw: bytes, front: str, title: str, day: date, fields: Mapping[str, Writable]
) -> str:
    """A page made of a template: its words, with what is known of the incident in its fields.

    ``front`` is the front matter for a template that has none. `{{ title }}` and `{{ date }}`
    stand for what they say. Raises CannotRunError where the template's front matter is broken.
    """
    begun = read_document(path, raw)
    if begun.has_no_front_matter:
        return front + _filled(begun.text, {"title": title, "date": str(day)})
    head = begun.text[: len(begun.text) - len(begun.body)]
    text = _filled(head, {"title": emit(title), "date": str(day)})
    text += _filled(begun.body, {"title": title, "date": str(day)})
    document = read_document(path, text.encode())
    if document.error is not None:
        problem = document.error.problem
        line = problem.at.line if isinstance(problem.at, Place) else 1
        where = f"{path}:{line}"
        message = say("%(where)s: %(message)s", where=where, message=problem.message)
        raise CannotRunError(message, problem.hint)
    known: dict[str, Writable] = {"title": title, "date": day, **fields}
    if not document.data.get("status"):
        known["status"] = "draft"
    return edit(
        path, text.encode(), [Set((name,), value) for name, value in known.items()]
    ).decode()


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)
