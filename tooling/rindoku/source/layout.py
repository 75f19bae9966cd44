"""Where records live in a repository, and how their files are named."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from rindoku.text import composed

POSTMORTEMS = "postmortems"
DOCS = "docs"
CIRCLES = "docs/circles"
SKILL_MAP = "docs/skill-map.md"
POLICY_FILES = ("rindoku.toml", "pyproject.toml")
ELSEWHERE = "docs/postmortems"
"""Where people put postmortems who know MkDocs: nobody looks for records there."""
RECORD_ROOTS = (POSTMORTEMS, CIRCLES, SKILL_MAP)
"""Where a tree is searched for records, and git for their history."""

_NOT_RECORDS = re.compile(
    r"""
    (readme|index)([-_. ].*)?  # README.md, index.ja.md
    | (.*[-_. ])?templates?([-_. ].*)?  # TEMPLATE.md, template-ja.md, my-template.md
    | .*(テンプレート|ひな形|雛形).*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""The stems of pages about records; a stem that starts with a day is a record's all the same."""
_TEMPLATE = re.compile(
    r"_?(?:template|テンプレート|ひな形|雛形)(?:[-_.](en|ja))?\.md", re.IGNORECASE
)
_DOCUMENTS = frozenset({"md", "markdown", "mkd", "mdown", "mdx", "rst", "adoc"})
_TEXTS = frozenset({"txt", "html", "htm", "docx"})
_LEFT_OVER = re.compile(
    r"#(.+)#|(.+?)(?:~|\.orig|\.bak|\.rej|\.old|\.swp|\.save|\.tmp|\.\d+)", re.DOTALL
)
"""What editors and merges leave of a file."""
_PATHS = 1 << 15
"""For how many paths the answer is at hand: histories and edits ask the same again and again."""
_DATED_STEM = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)", re.DOTALL)


@lru_cache(_PATHS)
def stem(path: str) -> str:
    """A record's id: its file's stem, in Unicode's composed form (macOS may store another)."""
    name = path.rstrip("/").rpartition("/")[2]
    dot = name.rfind(".")
    return composed(name[:dot] if 0 < dot < len(name) - 1 else name)


def stem_date(record: str) -> date | None:
    """The day at the start of a record's id, or None where there is none."""
    match = _DATED_STEM.fullmatch(record)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def is_postmortem(path: str) -> bool:
    """Whether a file under ``postmortems/`` is meant to be one: no README, index or template."""
    return path.startswith(f"{POSTMORTEMS}/") and _is_record_name(path)


def template_language(path: str) -> str | None:
    """The language of a template for postmortems: `TEMPLATE.ja.md`; empty where it is any.

    None where the file is no such template. Only those right in the folder count.
    """
    folder, _, name = path.rpartition("/")
    match = _TEMPLATE.fullmatch(composed(name))
    if folder != POSTMORTEMS or match is None:
        return None
    return (match[1] or "").casefold()


def is_circle(path: str) -> bool:
    """Whether a file is a circle's page."""
    return PurePosixPath(path).parent == PurePosixPath(CIRCLES) and _is_record_name(path)


@lru_cache(_PATHS)
def holds_action_items(path: str) -> bool:
    """Whether a file is a record that can hold action items."""
    return is_postmortem(path) or is_circle(path)


def is_lookalike(path: str) -> bool:
    """Whether a file is no record, but could be taken for one, or is what an editor left of one.

    What lies in a folder that begins with `_` or a dot was put away on purpose.
    """
    is_near = path.startswith(tuple(f"{folder}/" for folder in (POSTMORTEMS, CIRCLES, ELSEWHERE)))
    if not is_near or is_put_away(path) or is_postmortem(path) or is_circle(path):
        return False
    name = path.rpartition("/")[2]
    left_over = _LEFT_OVER.fullmatch(name)
    if left_over is not None:
        return _looks_like_a_record(left_over[1] or left_over[2])
    is_elsewhere = path.startswith(f"{ELSEWHERE}/") or path.rpartition("/")[0] != CIRCLES
    if name.endswith(".md") and path.startswith(f"{POSTMORTEMS}/"):
        return False  # hidden, or a page about records
    if name.endswith(".md"):
        return is_elsewhere and _is_record_name(f"{POSTMORTEMS}/{name}")
    return _looks_like_a_record(name)


def is_put_away(path: str) -> bool:
    """Whether a file, or a folder above it, begins with `_` or a dot."""
    return path.startswith((".", "_")) or "/." in path or "/_" in path


def _looks_like_a_record(name: str) -> bool:
    """By its name: a document under another ending, or one that begins with a day."""
    stem, _, suffix = name.rpartition(".")
    named = composed(stem)
    if suffix.casefold() in _DOCUMENTS:
        return _NOT_RECORDS.fullmatch(named) is None
    return suffix.casefold() in _TEXTS and _DATED_STEM.fullmatch(named) is not None


@lru_cache(_PATHS)
def _is_record_name(path: str) -> bool:
    name = path.rpartition("/")[2]
    if is_put_away(path) or not name.endswith(".md"):
        return False
    named = composed(name[:-3])
    return _DATED_STEM.fullmatch(named) is not None or _NOT_RECORDS.fullmatch(named) is None
