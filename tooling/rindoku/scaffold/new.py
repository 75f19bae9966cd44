"""A new postmortem's page."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

from pymdownx.slugs import slugify

from rindoku.git import Git, NoGitError
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.scaffold.templates import render
from rindoku.source.headings import NAMES, usual_title

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MOST_BYTES = 180  # file names may have 255, and git's temporary ones need some


def is_japanese(text: str) -> bool:
    """Whether a text has kana or kanji in it."""
    return bool(_JAPANESE.search(text))


def file_name(title: str, day: date) -> str:
    """`YYYY-MM-DD-slug.md`; Japanese stays Japanese."""
    slug: str = slugify(case="lower")(unicodedata.normalize("NFKC", title), "-")
    while len(slug.encode("utf-8")) > _MOST_BYTES:
        slug = slug[:-1]
    return f"{day}-{slug.strip('-_') or 'incident'}.md"


def postmortem(
    title: str,
    day: date,
    policy: Policy,
    words: Words,
    *,
    severity: str | None,
    services: list[str],
    authors: list[str],
    near_miss: bool,
) -> str:
    """The page of a draft, with the policy's words in reach."""
    return render(
        "postmortem",
        words,
        title=title,
        date=day,
        kind="near-miss" if near_miss else "incident",
        severity=severity or ("" if near_miss else policy.severities[-1]),
        severities=policy.severities,
        services=services,
        authors=authors,
        titles={name.replace("-", "_"): usual_title(name, words.language) for name in NAMES},
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
