"""A repository on a day: everything that is known then, each part worked out when asked for.

Commands, the site and the circles all start here.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path

from rindoku import clock
from rindoku.analysis.coverage import Coverage, coverage, held
from rindoku.analysis.ledger import Ledger, read_ledger
from rindoku.analysis.periods import Period
from rindoku.analysis.stale_report import StaleReport, stale_report
from rindoku.analysis.staleness import Assessment, assess
from rindoku.audiences.view import AudienceView
from rindoku.audiences.withheld import Audience, Withheld
from rindoku.git import CommitTree, Git, NoGitError
from rindoku.history.history import History, history_until, history_until_now, position_on
from rindoku.lookup.lookup import Lookup
from rindoku.memory.memory import Memory
from rindoku.memory.stamped_tree import working_tree
from rindoku.reading.catalog import Catalog, read_catalog
from rindoku.records import Circle, Policy
from rindoku.source.tree import Tree


class Repository:
    """Everything that is known on a day."""

    def __init__(
        self,
        root: Path,
        day: date,
        catalog: Catalog,
        history: History,
        withheld: Withheld | None = None,
    ) -> None:
        self.root = root
        self.day = day
        self.catalog = catalog
        """The records as they are on the day."""
        self.history = history
        """What git tells of them up to the day."""
        self.withheld = withheld or Withheld(catalog, "team")
        """What this view of the repository leaves out."""
        self._views: dict[Audience, Repository] = {}

    @property
    def policy(self) -> Policy:
        """What the team calls things, who they are, and its limits."""
        return self.catalog.policy

    @cached_property
    def ledger(self) -> Ledger:
        """All action items, each with its life and what circles decided."""
        return read_ledger(self.catalog, self.history, self.day)

    @cached_property
    def assessment(self) -> Assessment:
        """Which action items are stale, and why."""
        return assess(self.ledger, self.catalog)

    @cached_property
    def find(self) -> Lookup:
        """What is known under a name, in full or in short."""
        return Lookup(self.catalog, self.day, lambda: self.ledger)

    @cached_property
    def held(self) -> list[tuple[str, Circle]]:
        """The sessions that were held up to the day, with their ids, oldest first."""
        return held(self.catalog, self.day)

    @cached_property
    def people(self) -> list[str]:
        """Who is there on the day: the policy's people, or those who have been in a circle."""
        if self.policy.people:
            return self.policy.present(self.day)
        return list(dict.fromkeys(h for _, circle in self.held for h in circle.attendees))

    @cached_property
    def coverage(self) -> list[Coverage]:
        """Who has read what: every postmortem, oldest first."""
        return coverage(self.catalog, self.held, self.day)

    def stale_report(
        self, period: Period, owners: Collection[str | None] | None = None
    ) -> StaleReport:
        """The half-yearly report of the day, looking back on a period.

        With ``owners``, about what these promised and have to write up; None among them stands for
        those that nobody owns.
        """
        if owners is None:
            return stale_report(self.assessment, self.catalog, self.history, period)
        own = assess(self.ledger.owned_by(owners), self.catalog)
        report = stale_report(own, self.catalog, self.history, period)
        write_ups = [one for one in report.write_ups if not {*one.authors}.isdisjoint(owners)]
        return report._replace(write_ups=tuple(write_ups))

    def seen_by(self, audience: Audience) -> Repository:
        """The same repository in which what an audience may not see does not exist."""
        if audience == self.audience:
            return self
        if self.audience != "team":
            raise ValueError(f"what {self.audience} sees is not for {audience}")
        if audience not in self._views:
            view = AudienceView.of(self.catalog, audience, self.day)
            history = view.history(self.history)
            self._views[audience] = Repository(
                self.root, self.day, view.catalog, history, view.withheld
            )
        return self._views[audience]

    def remember(self) -> None:
        """Keep what was found out for the next run, where there is a memory."""
        self.catalog.remember()

    @property
    def audience(self) -> Audience:
        """Who sees it like this."""
        return self.withheld.audience


def open_repository(root: Path, as_of: date | None = None, *, trusting: bool = True) -> Repository:
    """The repository as it is in the working tree today, or as its main line was on a day.

    With ``trusting`` off, nothing that an earlier run remembered is used.
    """
    now = clock.now()
    memory = Memory.around(root) if trusting else None
    if as_of is not None:
        try:
            position = position_on(memory.git if memory else Git(root), as_of, now)
        except NoGitError:
            pass  # then the working tree is all there is
        else:
            catalog = read_catalog(CommitTree(position.git, position.commit), memory)
            history = history_until(position, catalog, trusting=trusting)
            return Repository(root, as_of, catalog, _without_excluded(history, catalog))
    return repository_of(root, working_tree(root, memory), memory, as_of)


def repository_of(
    root: Path, tree: Tree, memory: Memory | None, day: date | None = None
) -> Repository:
    """The repository with a tree in its working tree's place: an edit that is not written, say.

    What is not committed in it counts as made today, which is also the day if none is given.
    """
    catalog = read_catalog(tree, memory)
    today = clock.today(catalog.policy.zone)
    history = history_until_now(
        (lambda: Git(root)) if memory is None else (lambda: memory.git),
        tree, catalog, today, trusting=memory is not None,
    )  # fmt: skip
    return Repository(root, day or today, catalog, _without_excluded(history, catalog))


def _without_excluded(history: History, catalog: Catalog) -> History:
    """The walk does not know the policy: what it excludes is taken out of what was walked."""
    if not catalog.policy.exclude:
        return history
    return history.seen(lambda stem, record: None if stem in catalog.excluded else record)
