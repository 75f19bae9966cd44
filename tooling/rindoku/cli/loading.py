"""What every command starts from: the repository around here, and its policy's faults told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli import answering
from rindoku.cli.paths import find_root
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.findings import Problem
from rindoku.git import NoGitError
from rindoku.reading.catalog import Catalog
from rindoku.reading.policy_file import PolicyFile
from rindoku.repository import Repository, open_repository
from rindoku.saying import say


def load(root: Path | None, as_of: date | None = None, *, only_tells: bool = False) -> Repository:
    """Open the repository around here; what is wrong with its policy is told on stderr.

    What a command says that ``only_tells`` is said again today while nothing changes.

    Raises CannotRunError where today's policy cannot be read: without it every day and owner may be
    wrong. One of the past cannot be mended, and is told about only.
    """
    folder = find_root(root)
    if only_tells:
        answering.listen(folder)
    try:
        repository = open_repository(folder, as_of)
    except NoGitError as error:  # the day's tree is not all there
        raise CannotRunError(error.message) from None
    answering.holds_today(repository.policy.zone)
    click.get_current_context().call_on_close(repository.remember)
    if as_of is None:
        require_policy(repository.catalog)
    tell_policy_problems(repository.catalog)
    return repository


def require_policy(catalog: Catalog) -> None:
    """Raise CannotRunError where the policy cannot be read at all."""
    policy = catalog.policy_file
    if policy.error is not None:
        problem = policy.error.problem
        message = say(
            "%(where)s: %(message)s", where=_where(policy, problem), message=problem.message
        )
        raise CannotRunError(message, problem.hint)


def tell_policy_problems(catalog: Catalog) -> None:
    """What is wrong with the policy, a line each on stderr."""
    policy = catalog.policy_file
    problems = [problem for _, problem in policy.mistakes]
    if policy.error is not None:
        problems.append(policy.error.problem)
    for problem in problems:
        warning = say(
            "%(where)s: %(message)s (the default is used)",
            where=_where(policy, problem), message=problem.message,
        )  # fmt: skip
        tell(warning, fg="yellow")


def _where(policy: PolicyFile, problem: Problem) -> str:
    return f"{policy.path}:{policy.place(problem.at).line}"
