"""From a short id to the disk: find an item, edit its record, show it, commit it if asked."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.writing import Writing
from rindoku.cli.loading import require_policy
from rindoku.cli.paths import find_root
from rindoku.cli.telling import tell, told
from rindoku.editing.action_items import Fields, changes
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Change
from rindoku.errors import CannotRunError
from rindoku.git import Git, NoGitError
from rindoku.reading.catalog import PlacedItem
from rindoku.reports.diff import coloured
from rindoku.saying import say
from rindoku.text import one_line

_SUBJECT = 72


class RecordEdit:
    """An edit to the records of the working tree around here, while it is being made."""

    def __init__(self, root: Path | None) -> None:
        self.edits = Edits(find_root(root))
        self.repository = self.edits.repository()
        click.get_current_context().call_on_close(self.repository.remember)
        require_policy(self.repository.catalog)

    def past(self, day: date | None) -> date | None:
        """A day on which something ended. Raises CannotRunError where it has not come yet."""
        if day is not None and day > self.repository.day:
            raise CannotRunError(
                say("%(day)s has not come yet", day=day), say("name the day on which it ended")
            )
        return day

    def change(self, target: PlacedItem, fields: Fields) -> None:
        """Give an item new values, in memory."""
        self.apply(target.path, changes(target.number, target.item, fields))

    def apply(self, path: str, wanted: Iterable[Change]) -> None:
        """Change a record, in memory. Raises CannotRunError where a rule would object."""
        self.edits.change(path, wanted)
        self.edits.refuse_new_errors()

    def finish(self, writing: Writing, path: str, message: str) -> None:
        """Print the difference, write it, and commit it under that message, as asked for."""
        diff = self.edits.diff()
        if not diff:
            tell(say("Nothing changed: it says so already."))
            return
        git = self._door(path) if writing.commit and not writing.dry_run else None
        if not writing.dry_run:
            self.edits.write()
        click.echo(coloured(diff))
        for finding in self.edits.new_warnings():
            tell(
                say("%(message)s: %(hint)s", message=finding.message, hint=finding.hint),
                fg="yellow",
            )
        if git is not None:
            tell(say("committed as %(commit)s", commit=_commit(git, path, message)[:7]))

    def _door(self, path: str) -> Git:
        try:
            git = Git(self.repository.root)
            git.require_committable(path)
        except NoGitError as error:
            raise CannotRunError(
                say("cannot commit: %(error)s", error=error.message), say("leave --commit out")
            ) from None
        return git


def message(what: str, *paragraphs: str | None) -> str:
    """A commit's message: what is done to which item in one short line, and why."""
    subject = one_line(told(what))
    if len(subject) > _SUBJECT:
        subject = subject[: _SUBJECT - 1].rstrip() + "…"
    return "\n\n".join([subject, *map(told, filter(None, paragraphs))]) + "\n"


def named(target: PlacedItem) -> str:
    """An item in a commit's subject."""
    return f"{target.address}: {target.item.title}"


def tell_if_past(due: date | None, today: date) -> None:
    """Say on stderr that an action item is overdue at once."""
    if due is not None and due < today:
        tell(say("%(due)s is past: it is overdue at once", due=due), fg="yellow")


def _commit(git: Git, path: str, text: str) -> str:
    try:
        return git.commit_file(path, text)
    except NoGitError as error:
        raise CannotRunError(
            say(
                "%(path)s is changed, but git could not commit it: %(error)s",
                path=path,
                error=error.message,
            ),
            say("mend that, then: git commit %(path)s", path=shlex.quote(path)),
        ) from None
