"""The page of a planned session."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, urlsplit

from rindoku.analysis.tracked_item import TrackedItem
from rindoku.circles.planning.agenda import AgendaPart, TimedReading, link_to
from rindoku.circles.planning.last_time import FollowUp
from rindoku.circles.planning.plan import Plan
from rindoku.editing import files
from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.reports.markdown import escape
from rindoku.repository import Repository
from rindoku.saying import say
from rindoku.scaffold.templates import render
from rindoku.source import layout
from rindoku.wording.agenda import part_name
from rindoku.wording.decisions import decided_before
from rindoku.wording.names import reason_name, status_name
from rindoku.wording.readings import why_chosen
from rindoku.wording.sessions import plan_title, welcome
from rindoku.wording.skills import wants_to_learn

LONGEST_NAME = 255
"""Bytes that a file's name can have."""
_UNSAFE_IN_URL = re.compile(r"""[()<>\[\]\\`|"'*\s]""")


def circle_page(plan: Plan, repository: Repository, words: Words) -> str:
    """The whole page, front matter and body, in one language."""
    return render("circle", words, plan=plan, page=PageWords(plan, repository, words))


def page_path(plan: Plan) -> str:
    """Where the page of a plan belongs. Raises CannotRunError where no file can be called so."""
    name = f"{plan.date}-{plan.program.name}.md"
    if not name.isprintable() or len(name.encode("utf-8")) > LONGEST_NAME:
        hint = say("give it a short one of letters and digits in the policy")
        raise CannotRunError(say("no file can be called like this program"), hint)
    return f"{layout.CIRCLES}/{name}"


def create_page(root: Path, catalog: Catalog, path: str, text: str) -> None:
    """Write a new page. Raises CannotRunError where one is there, or a rule would complain."""
    if os.path.lexists(root / path):
        hint = say("choose another day with --date, or edit that page")
        there = catalog.circles.get(layout.stem(path))
        if there is not None and there.record is not None and there.record.status == "cancelled":
            hint = say(
                "it was cancelled; plan it anew: rindoku circle move %(stem)s YYYY-MM-DD",
                stem=there.stem,
            )
        raise CannotRunError(say("%(path)s is there already", path=path), hint)
    raw = text.encode("utf-8")
    edits = Edits(root)
    edits.put(path, raw)
    edits.refuse_new_errors()
    files.create(root / path, raw)


class PageWords:
    """What the template writes, as Markdown that obeys nothing in people's words.

    The title and the reasons are for the front matter, as they are.
    """

    def __init__(self, plan: Plan, repository: Repository, words: Words) -> None:
        self.plan, self.repository, self.words = plan, repository, words

    @property
    def title(self) -> str:
        """What the session is called."""
        return plan_title(self.plan, self.words)

    @property
    def welcome(self) -> str:
        """What everyone should know beforehand."""
        return welcome(self.words)

    def why(self, reading: TimedReading) -> str:
        """Why a reading was chosen."""
        return why_chosen(reading.candidate, self.repository.policy, self.words)

    def part(self, part: AgendaPart) -> str:
        """What is done in a part of the agenda, and about what."""
        about = []
        if part.title:
            title = escape(part.title)
            about.append(f"[{title}]({_in_markdown(part.link)})" if part.link else title)
        name = part_name(part, self.repository.policy, self.words)
        text = self.words.sentences([escape(name), *about])
        return text + (self.words.aside(self.facts(part.item)) if part.item else "")

    def facts(self, item: TrackedItem) -> list[str]:
        """What one has to know of an action item to decide on it: its reasons, or else its state,
        and its owner.
        """
        facts = self._reasons(item) or [status_name(item.item.status, self.words)]
        return [*facts, self.name(item.item.owner)] if item.item.owner else facts

    def today(self, item: TrackedItem) -> str:
        """The state of an action item, and what is wrong with it."""
        reasons, state = self._reasons(item), status_name(item.item.status, self.words)
        return state + (self.words.aside(reasons) if reasons else "")

    def last_time(self, follow_up: FollowUp) -> str:
        """What the session decided about an action item."""
        return escape(decided_before(follow_up, self.words))

    def item(self, item: TrackedItem) -> str:
        """An action item with a link to its record."""
        holder = self.repository.catalog.holder(item.record_id)
        title = escape(item.item.title)
        return f"[{title}]({link_to(holder.path, item.item.id)})" if holder else title

    def names(self, handles: Iterable[str]) -> str:
        """People by name."""
        return self.words.listed(map(self.name, handles))

    def name(self, handle: str) -> str:
        """A person, by name where the policy tells it."""
        return escape(self.repository.policy.name_of(handle))

    @property
    def invited(self) -> str:
        """Those who are invited, each with what they want to learn."""
        wants = self.plan.invitees.wants
        shown = []
        for handle in self.plan.invitees.people:
            text = self.name(handle)
            if handle in wants:
                text += self.words.aside([wants_to_learn(map(escape, wants[handle]), self.words)])
            shown.append(text)
        return self.words.listed(shown)

    def url(self, url: str) -> str:
        """An address, as it can stand in a Markdown link."""
        return _in_markdown(url)

    def host(self, url: str) -> str:
        """Whose site an address is on."""
        return escape(urlsplit(url).hostname or "")

    def link(self, path: str) -> str:
        """The link to another file of the repository."""
        return link_to(path)

    def _reasons(self, item: TrackedItem) -> list[str]:
        reasons = self.repository.assessment.of(item)
        return [reason_name(reason.name, self.words) for reason in reasons]


def _in_markdown(url: str) -> str:
    return _UNSAFE_IN_URL.sub(lambda match: quote(match[0], safe=""), url)
