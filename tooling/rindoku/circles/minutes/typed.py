"""What is typed about a session, read into what its page keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast, get_args

from rindoku.circles.minutes.impressions import NAMED
from rindoku.dates import day_meant
from rindoku.errors import CannotRunError
from rindoku.locale import word_meant
from rindoku.lookup.people import NOBODY, People
from rindoku.reading.similar import did_you_mean
from rindoku.records import Decision, Impression, Reading
from rindoku.records.circle import Outcome
from rindoku.saying import say
from rindoku.text import clean_line
from rindoku.values import OUTCOMES_SAID, Priority

_DECISION = re.compile(
    r"(?P<address>\S+#\S+?)\s+(?P<outcome>[^\s:：]+)(?P<rest>(?:\s+[^\s:：]+)*?)\s*(?:[:：]\s*(?P<note>.*))?",
    re.DOTALL,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PRIORITIES = get_args(Priority)
OUTCOMES: tuple[Outcome, ...] = ("keep", "promote", "reschedule", "drop", "done")


def parse_impression(text: str, people: People = NOBODY) -> Impression:
    """`NAME: words`, or just words. A handle that nobody has is kept, for a rule to refuse.

    Raises CannotRunError where there are no words.
    """
    line = clean_line(text)
    match = NAMED.fullmatch(line)
    by = match and (people.handle(match["name"]) or _handle(match["name"]))
    said = match["text"] if match and by else line
    if not said:
        raise CannotRunError(say("an impression is empty"), say('write it as "@aoi: one line"'))
    return Impression(text=said, by=by or None)


def _handle(name: str) -> str | None:
    return name if name.startswith("@") and not any(c.isspace() for c in name) else None


def parse_decision(text: str) -> Decision:
    """`RECORD#ID outcome [day] [owner] [priority]: why`."""
    match = _DECISION.fullmatch(clean_line(text))
    if match is None:
        form = say('write it as "RECORD#ID reschedule 2026-09-01: why"')
        raise CannotRunError(say("cannot read the decision `%(text)s`", text=text), form)
    outcome = outcome_meant(match["outcome"])
    if outcome is None:
        hint = did_you_mean(match["outcome"], list(OUTCOMES)) or say(
            "use %(outcomes)s", outcomes=", ".join(OUTCOMES)
        )
        raise CannotRunError(say("`%(match)s` is no outcome", match=match["outcome"]), hint)
    words = match["rest"].split()
    days = {word: day for word in words if (day := day_meant(word))}
    for word in words:
        if _DAY.fullmatch(word) and word not in days:
            raise CannotRunError(say("%(text)s is a day that no calendar has", text=word))
        if word[0].isdigit() and word not in days:
            raise CannotRunError(
                say("`%(word)s` is no day", word=word), say("write it as 2026-09-01")
            )
    priorities = [word.upper() for word in words if word.upper() in PRIORITIES]
    owners = [word for word in words if word not in days and word.upper() not in PRIORITIES]
    if len(days) > 1 or len(owners) > 1 or len(priorities) > 1:
        raise CannotRunError(
            say("too many words in the decision `%(text)s`", text=text),
            say("put a `:` before the why"),
        )
    if priorities and outcome != "promote":
        raise CannotRunError(say("only promote gives a priority"), say("leave it out"))
    return Decision(
        action_item=match["address"],
        outcome=outcome,
        due=next(iter(days.values()), None),
        owner=owners[0] if owners else None,
        priority=cast("Priority", priorities[0]) if priorities else None,
        note=match["note"] or None,
    )


def parse_reading(text: str, people: People) -> Reading:
    """`POSTMORTEM=reader`, or just the postmortem. Raises CannotRunError where it names none."""
    stem, _, reader = clean_line(text).partition("=")
    if not stem.strip():
        raise CannotRunError(
            say("`%(text)s` names no postmortem", text=text),
            say('write it as "POSTMORTEM=@handle"'),
        )
    return Reading(postmortem=stem, reader=parse_person(reader, people) if reader.strip() else None)


def parse_people(given: Iterable[str], people: People) -> list[str]:
    """The handles that are meant; one text may name several, with commas between them."""
    names = [name.strip() for text in given for name in text.replace("、", ",").split(",")]
    return [parse_person(name, people) for name in names if name]


def parse_person(given: str, people: People) -> str:
    """The handle that is meant; a stranger's stays, for the rules to refuse with a hint."""
    return people.handle(given) or clean_line(given)


def outcome_meant(word: str) -> Outcome | None:
    """The outcome that a word stands for, in either language; None where it stands for none."""
    return cast("Outcome | None", word_meant(word, OUTCOMES, {}, OUTCOMES_SAID))
