"""Every report with its formats. A format is a module with one function, ``render``.

It takes what the report is about and the options, and returns the text; it prints nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:  # `--help` can do without what these bring
    from rindoku.audiences.withheld import Audience
    from rindoku.reports.options import ReportOptions

What = Literal[
    "findings", "summary", "stale", "actions", "action", "issue", "due", "sync", "invitation",
    "scoring",
]  # fmt: skip


class Format(NamedTuple):
    """A module below ``reports``, imported only when it is used.

    ``suffix`` is how its files end, and ``audience`` who it is for: what is passed on is made from
    what `site` may see (findings and trackers are told from whole files, to the team alone). Where
    it ``shows_notes``, people read the options' notes in it; else they go to stderr.
    """

    module: str
    suffix: str
    audience: Audience
    shows_notes: bool = False

    def render(self, data: Any, options: ReportOptions) -> str:
        """What the report is about in this format."""
        text: str = import_module(f"rindoku.reports.{self.module}").render(data, options)
        return text


REPORTS: dict[What, dict[str, Format]] = {
    "findings": {
        "text": Format("findings.as_text", "txt", "team"),
        "json": Format("findings.as_json", "json", "team"),
        "github": Format("findings.as_github", "txt", "team"),
        "gitlab": Format("findings.as_gitlab", "json", "team"),
        "sarif": Format("findings.as_sarif", "sarif", "team"),
        "junit": Format("findings.as_junit", "xml", "team"),
    },
    "summary": {
        "text": Format("summary.as_text", "txt", "team"),
        "github": Format("summary.as_github", "txt", "team"),
        "markdown": Format("summary.as_markdown", "md", "team"),
    },
    "stale": {
        "text": Format("stale.as_text", "txt", "team", shows_notes=True),
        "markdown": Format("stale.as_markdown", "md", "site", shows_notes=True),
        "html": Format("stale.as_html", "html", "site", shows_notes=True),
        "json": Format("stale.as_json", "json", "team"),
        "csv": Format("stale.as_csv", "csv", "site"),
        "slack": Format("stale.as_slack", "json", "site"),
    },
    "actions": {
        "text": Format("actions.as_text", "txt", "team"),
        "json": Format("actions.as_json", "json", "team"),
    },
    "action": {
        "text": Format("action.as_text", "txt", "team"),
        "json": Format("action.as_json", "json", "team"),
    },
    "issue": {"markdown": Format("issue.as_markdown", "md", "site")},
    "due": {
        "text": Format("due.as_text", "txt", "team"),
        "json": Format("due.as_json", "json", "team"),
    },
    "sync": {
        "text": Format("sync.as_text", "txt", "team", shows_notes=True),
        "json": Format("sync.as_json", "json", "team"),
    },
    "invitation": {
        "text": Format("invitation.as_text", "txt", "site"),
        "ics": Format("invitation.as_ics", "ics", "site"),
    },
    "scoring": {"text": Format("scoring.as_text", "txt", "site")},
}
"""By what they tell; the first format is the one that a command shows."""
