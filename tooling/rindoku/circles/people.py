"""Who is there on a day, and what they are called."""

from __future__ import annotations

from datetime import date

from rindoku.records import Policy


def is_present(policy: Policy, handle: str, day: date) -> bool:
    """Whether somebody has joined and not left by a day; of strangers nothing else is known."""
    person = policy.people.get(handle)
    if person is None:
        return True
    joined = person.joined is None or person.joined <= day
    return joined and (person.left is None or person.left > day)


def present(policy: Policy, day: date) -> list[str]:
    """The policy's people who are there on a day, in the policy's order."""
    return [handle for handle in policy.people if is_present(policy, handle, day)]


def name_of(policy: Policy, handle: str) -> str:
    """A person's name where the policy tells it; else the handle."""
    person = policy.people.get(handle)
    return person.name if person and person.name else handle
