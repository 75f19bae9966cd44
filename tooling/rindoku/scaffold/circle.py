"""The page of a planned session."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import Assessment
from rindoku.circles.planning.agenda import AgendaPart, link_to
from rindoku.circles.planning.last_time import FollowUp
from rindoku.circles.planning.plan import Plan
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.reports.markdown import escape
from rindoku.scaffold.templates import render
from rindoku.wording.names import outcome_name, reason_name, status_name

_UNSAFE_IN_URL = re.compile(r"""[()<>\[\]\\`|"'*\s]""")


def circle_page(plan: Plan, assessment: Assessment, catalog: Catalog, words: Words) -> str:
    """The whole page, front matter and body, in one language."""
    return render("circle", words, plan=plan, page=PageWords(assessment, catalog, words))


class PageWords:
    """What the template writes more than once, as Markdown that obeys nothing in people's words."""

    def __init__(self, assessment: Assessment, catalog: Catalog, words: Words) -> None:
        self.assessment, self.catalog, self.words = assessment, catalog, words

    def part(self, part: AgendaPart) -> str:
        """What is done in a part of the agenda, and about what."""
        about = []
        if part.title:
            title = escape(part.title)
            about.append(f"[{title}]({_in_markdown(part.link)})" if part.link else title)
        text = self.words.sentences([escape(part.what), *about])
        return text + (self.aside(self.facts(part.item)) if part.item else "")

    def facts(self, item: TrackedItem) -> list[str]:
        """What one has to know of an action item to decide on it: its reasons, or else its state,
        and its owner.
        """
        facts = [reason_name(reason.name, self.words) for reason in self.assessment.of(item)]
        facts = facts or [status_name(item.item.status, self.words)]
        return [*facts, self.name(item.item.owner)] if item.item.owner else facts

    def aside(self, words: Iterable[str]) -> str:
        """Some words in brackets."""
        text = self.words.listed(words)
        return f"（{text}）" if self.words.language == "ja" else f" ({text})"

    def today(self, item: TrackedItem) -> str:
        """The state of an action item, and what is wrong with it."""
        reasons = [reason_name(reason.name, self.words) for reason in self.assessment.of(item)]
        state = status_name(item.item.status, self.words)
        return state + (self.aside(reasons) if reasons else "")

    def last_time(self, followed: FollowUp) -> str:
        """What the session decided about an action item."""
        decision = followed.decision
        if decision is None:
            return self.words.gettext("it came out of the session")
        text = outcome_name(decision.outcome, self.words)
        if decision.due is not None:
            text += self.words.gettext(", due %(due)s") % {"due": decision.due}
        return escape(text)

    def item(self, item: TrackedItem) -> str:
        """An action item with a link to its record."""
        holder = self.catalog.holder(item.record_id)
        title = escape(item.item.title)
        return f"[{title}]({link_to(holder.path, item.item.id)})" if holder else title

    def names(self, handles: Iterable[str]) -> str:
        """People by name."""
        return self.words.listed(map(self.name, handles))

    def name(self, handle: str) -> str:
        """A person, by name where the policy tells it."""
        return escape(self.catalog.policy.name_of(handle))

    def invited(self, plan: Plan) -> str:
        """Those who are invited, each with what they want to learn."""
        wants = plan.invitees.wants
        shown = []
        for handle in plan.invitees.people:
            text = self.name(handle)
            if handle in wants:
                skills = ", ".join(map(escape, wants[handle]))
                text += self.aside([self.words.gettext("wants to learn %s") % skills])
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


def _in_markdown(url: str) -> str:
    return _UNSAFE_IN_URL.sub(lambda match: quote(match[0], safe=""), url)
