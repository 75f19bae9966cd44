"""A new postmortem's page."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pymdownx.slugs import slugify

from rindoku.editing.scalars import Writable
from rindoku.git import Git, NoGitError
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import ActionItem, Policy, Postmortem
from rindoku.scaffold.own_template import fill, own_template
from rindoku.scaffold.templates import render
from rindoku.source.document import read_document
from rindoku.source.headings import NAMES, usual_title
from rindoku.wording.fields import choices

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MOST_BYTES = 180  # file names may have 255, and git's temporary ones need some


def is_japanese(text: str) -> bool:
    """Whether a text has kana or kanji in it."""
    return bool(_JAPANESE.search(text))


def file_name(title: str, day: date) -> str:
    """`YYYY-MM-DD-slug.md`; Japanese stays Japanese, and signs alone are called by their names."""
    plain = unicodedata.normalize("NFKC", title)
    slug = _slug(plain) or _slug(" ".join(unicodedata.name(one, "") for one in plain))
    while len(slug.encode("utf-8")) > _MOST_BYTES:
        slug = slug[:-1]
    return f"{day}-{slug.strip('-_') or 'incident'}.md"


def _slug(text: str) -> str:
    slug: str = slugify(case="lower")(text, "-")
    return slug.strip("-_")


class Incident(NamedTuple):
    """What is known of an incident when its page is begun."""

    title: str
    day: date
    severity: str | None
    services: list[str]
    authors: list[str]
    near_miss: bool
    sample_due: date
    """The due day of the action item that shows how one is written."""


def new_page(incident: Incident, catalog: Catalog, words: Words) -> str:
    """The page of a draft: made of the team's own template, else of ours.

    Raises CannotRunError where the template cannot be used.
    """
    policy = catalog.policy
    usual = _our_page(incident, policy, words)
    path = own_template(catalog.tree, policy, words.language)
    raw = catalog.tree.read(path) if path is not None else None
    if path is None or raw is None:
        return usual
    front = usual[: len(usual) - len(read_document(path, usual.encode()).body)]
    return fill(path, raw, f"{front}\n\n", incident.title, incident.day, _fields(incident))


def _fields(incident: Incident) -> dict[str, Writable]:
    """What a template's fields are set to: what is known, and no more."""
    fields: dict[str, Writable | None] = {
        "severity": incident.severity,
        "kind": "near-miss" if incident.near_miss else None,
        "services": [*incident.services] or None,
        "authors": [*incident.authors] or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _our_page(incident: Incident, policy: Policy, words: Words) -> str:
    """The page with the policy's words in reach."""
    return render(
        "postmortem",
        words,
        incident=incident,
        severity=incident.severity or ("" if incident.near_miss else policy.severities[-1]),
        severities=policy.severities,
        titles={name.replace("-", "_"): usual_title(name, words.language) for name in NAMES},
        postmortem=Postmortem,
        action_item=ActionItem,
        choices=partial(choices, words=words),
    )


def authors_here(folder: Path, policy: Policy) -> list[str]:
    """The person running this, if git and the policy know who it is."""
    try:
        name = (Git(folder).user_name() or "").casefold()
    except NoGitError:
        return []
    for handle, person in policy.people.items():
        if name in {(person.name or "").casefold(), handle.removeprefix("@").casefold()} - {""}:
            return [handle]
    return [] if policy.names_people or not name else [f"@{name.split()[0]}"]
