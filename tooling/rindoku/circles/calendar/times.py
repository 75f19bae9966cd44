"""When a session begins and ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from rindoku.records import Circle, Policy, Program


def times(circle: Circle, policy: Policy) -> tuple[datetime, datetime] | None:
    """When a session begins and ends, in the policy's zone; None where no time is set."""
    if circle.start is None:
        return None
    begins = datetime.combine(circle.date, circle.start, policy.zone)
    length = timedelta(minutes=minutes_of(circle, policy))
    # by the world's clock: a night in which the clocks are turned is longer or shorter
    ends = datetime.fromtimestamp(begins.timestamp() + length.total_seconds(), policy.zone)
    return begins, ends


def minutes_of(circle: Circle, policy: Policy) -> int:
    """Its minutes; its program's where the page does not say."""
    program = policy.program(circle.program) if circle.program else None
    usual = program.minutes if program else int(Program.model_fields["minutes"].default)
    return circle.duration or usual
