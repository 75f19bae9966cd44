"""Records a session by asking, on a terminal. What is typed is checked at once by the rules."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

import click

from rindoku.analysis.tracked_item import TrackedItem
from rindoku.circles.minutes.page import Minutes
from rindoku.circles.minutes.record import record_minutes
from rindoku.circles.minutes.typed import OUTCOMES, outcome_meant, parse_decision, parse_impression
from rindoku.circles.planning.plan import to_decide
from rindoku.cli.circle.common import shown_diff
from rindoku.cli.language import words_here
from rindoku.cli.loading import load
from rindoku.cli.telling import agreed, told
from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.lookup.people import People
from rindoku.reading.catalog import RecordFile
from rindoku.records import Circle
from rindoku.records.circle import Reading
from rindoku.repository import Repository
from rindoku.saying import say
from rindoku.text import clean_line, printable
from rindoku.wording.fields import facts
from rindoku.wording.interview import Questions
from rindoku.wording.names import reason_name
from rindoku.wording.reasons import evidence


def ask_and_record(root: Path | None, path: str) -> None:
    """Ask for everything that a session's page can say, show what changes, and write it."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 (makes typed lines editable, wide characters included)
    repository = load(root)
    page = repository.find.session(path)
    if page.record is None:
        raise CannotRunError(
            say("%(path)s cannot be read", path=page.path), say("`rindoku check` says why")
        )
    questions = Questions(words_here())
    interview = _Interview(repository, page, page.record, questions)
    # one that cannot be recorded is refused before the first question
    interview.edits(interview.minutes)
    try:
        interview.ask_everything()
    except click.Abort:
        interview.offer_what_is_there()
        return
    interview.write_if_wanted(default=True)


@dataclass(frozen=True)
class _Interview:
    """What a conversation is about, and what was answered so far."""

    repository: Repository
    page: RecordFile[Circle]
    circle: Circle
    questions: Questions
    minutes: Minutes = field(default_factory=Minutes)

    @property
    def people(self) -> People:
        return self.repository.find.people

    def edits(self, minutes: Minutes) -> Edits:
        """The edits that minutes mean. Raises CannotRunError where a rule objects."""
        edits = Edits(self.repository.root)
        record_minutes(edits, self.page, minutes, self.repository.day)
        edits.refuse_new_errors()
        return edits

    def is_accepted(self, minutes: Minutes) -> bool:
        """Whether these minutes could be written; why not is shown."""
        try:
            self.edits(minutes)
        except CannotRunError as error:
            _show_error(error)
            return False
        return True

    def ask_everything(self) -> None:
        # what is decided is what the page lists, and a page names nothing restricted
        deciding = to_decide(self.repository.seen_by("site").assessment)
        self.show_page(len(deciding))
        self.ask_attendees()
        self.ask_unread()
        self.ask_who_stepped_in()
        for number, item in enumerate(deciding, 1):
            self.show_item(item, f"{number}/{len(deciding)}")
            self.ask_decision(item)
        self.ask_impressions()
        self.ask_recording()
        self.ask_action_items()
        self.ask_notes()

    def show_page(self, deciding: int) -> None:
        circle = self.circle
        _show(f"{circle.title} · {self.questions.words.day(circle.date)}", bold=True)
        for number, reading in enumerate(circle.readings, 1):
            reader = f" · {reading.reader}" if reading.reader else ""
            _show(f"  {number}. {reading.postmortem}{reader}")
        if deciding:
            _show(self.questions.to_decide(deciding))
        _show(self.questions.how_to_answer, dim=True)

    def ask_attendees(self) -> None:
        """Who is typed was there, and nobody else; nothing typed keeps those who stand there."""
        so_far = self.circle.attendees
        _show(self.questions.known_here(self.could_be_there()))
        while True:
            typed = _split_names(_line(self.questions.attendees(so_far)), self.people)
            attendees = list(dict.fromkeys(self.people.handle(name) or name for name in typed))
            absent = [handle for handle in so_far if attendees and handle not in attendees]
            if self.is_accepted(Minutes(attendees=attendees, absent=absent)):
                self.minutes.attendees, self.minutes.absent = attendees, absent
                return

    def could_be_there(self) -> list[str]:
        """Those who were here on the session's day."""
        day = min(self.circle.date, self.repository.day)
        policy = self.repository.policy
        return [handle for handle in self.people.handles if policy.is_present(handle, day)]

    def ask_unread(self) -> None:
        readings = self.circle.readings
        while readings:
            numbers = _line(self.questions.unread).replace(",", " ").replace("、", " ").split()
            if all(n.isdecimal() and 1 <= int(n) <= len(readings) for n in numbers):
                self.minutes.unread = [readings[int(n) - 1].postmortem for n in numbers]
                return
            _show(self.questions.numbers(len(readings)), fg="yellow")

    def ask_who_stepped_in(self) -> None:
        """Whoever was to read, or to keep the time, and was not there: somebody else did."""
        there = self.minutes.attendees or self.circle.attendees
        for reading in self.circle.readings:
            planned, stem = reading.reader, reading.postmortem
            is_read = stem not in self.minutes.unread
            if there and planned and planned not in there and is_read:
                _show(self.questions.missing_reader(planned, stem), fg="yellow")
                if reader := self.ask_person(self.questions.reader):
                    self.minutes.read.append(Reading(postmortem=stem, reader=reader))
        keeper = self.circle.facilitator
        if there and keeper and keeper not in there:
            _show(self.questions.missing_facilitator(keeper), fg="yellow")
            self.minutes.facilitator = self.ask_person(self.questions.facilitator) or None

    def ask_person(self, question: str) -> str:
        """A handle that could be written down; empty when nothing is typed."""
        while typed := _line(question):
            handle = self.people.handle(typed) or typed
            if self.is_accepted(Minutes(facilitator=handle)):
                return handle
        return ""

    def show_item(self, item: TrackedItem, counted: str) -> None:
        words = self.questions.words
        described = " · ".join(text for _, text in facts(item.item, "list", words))
        _show("")
        _show(f"({counted}) {item.address}  {described}", bold=True)
        _show(f"  {item.item.title}")
        for reason in self.repository.seen_by("site").assessment.of(item):
            _show(f"  {reason_name(reason.name, words)} – {evidence(reason, words)}", fg="yellow")
        for decision in self.circle.decisions:
            if decision.action_item == item.address:
                _show("  " + self.questions.decided_before(decision.outcome))

    def ask_decision(self, item: TrackedItem) -> None:
        """An outcome, short or with all that follows it in `--decision`; the rest is asked."""
        while typed := _line(self.questions.outcome):
            short, _space, rest = typed.partition(" ")
            word, colon, why = short.replace("：", ":").partition(":")
            meant = outcome_meant(word)
            begun = [outcome for outcome in OUTCOMES if outcome.startswith(word.lower())]
            near = [meant] if meant else begun
            if typed.lower() in ("skip", "s"):
                return
            if not word or len(near) != 1:
                _show(self.questions.outcome_again, fg="yellow")
                continue
            given = f"{near[0]}{colon}{why} {rest}".strip()
            text = given if rest or colon else self.ask_details(near[0], item)
            try:
                decision = parse_decision(f"an#item {text}")
            except CannotRunError as error:
                _show_error(error)
                continue
            about = decision.model_copy(update={"action_item": item.address})
            if self.is_accepted(Minutes(decisions=[about])):
                self.minutes.decisions.append(about)
                return

    def ask_details(self, outcome: str, item: TrackedItem) -> str:
        """What belongs to an outcome, in the form of `--decision`."""
        parts = [outcome]
        if outcome in ("promote", "reschedule"):
            parts.append(_line(self.questions.due))
            owner = _line(self.questions.owner(item.item.owner))
            parts.append(self.people.handle(owner) or owner)
        if outcome == "promote" and item.item.priority is None:
            parts.append(_line(self.questions.priority))
        why = "" if outcome == "keep" else _line(self.questions.why(outcome))
        return " ".join(part for part in parts if part) + (f": {why}" if why else "")

    def ask_impressions(self) -> None:
        _show("")
        _show(self.questions.impressions)
        while typed := _line("…"):
            try:
                impression = parse_impression(typed, self.people)
            except CannotRunError as error:
                _show_error(error)
                continue
            if self.is_accepted(Minutes(impressions=[impression])):
                self.minutes.impressions.append(impression)

    def ask_recording(self) -> None:
        while typed := _line(self.questions.recording(self.circle.recording)):
            if self.is_accepted(Minutes(recording=typed)):
                self.minutes.recording = typed
                return

    def ask_action_items(self) -> None:
        _show(self.questions.action_items)
        while title := _line("…"):
            if self.is_accepted(Minutes(action_items=[title])):
                self.minutes.action_items.append(title)

    def ask_notes(self) -> None:
        _show(self.questions.notes)
        while note := _line("…"):
            self.minutes.notes.append(note)

    def write_if_wanted(self, *, default: bool) -> None:
        edits = self.edits(self.minutes)
        click.echo(shown_diff(edits))
        if not edits.diff():
            return
        if agreed(self.questions.write, default=default):
            edits.write()
            _show(self.questions.written, fg="green")
        else:
            _show(self.questions.not_written)

    def offer_what_is_there(self) -> None:
        """After Ctrl-C or at the end of the input: what was answered can still be kept."""
        _show("")
        try:
            if self.minutes == Minutes():
                raise click.Abort
            self.write_if_wanted(default=False)
        except click.Abort:
            raise CannotRunError(say("stopped; nothing was written")) from None


def _split_names(typed: str, people: People) -> list[str]:
    """The names in a line: between commas, or between spaces where a part is nobody's name."""
    parts = [part.strip() for part in typed.replace("、", ",").replace("，", ",").split(",")]
    names = [[part] if people.handle(part) else part.split() for part in parts]
    return [name for group in names for name in group]


def _line(question: str) -> str:
    """A line that somebody types; empty when they type nothing."""
    typed: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
    return clean_line(typed)


def _show_error(error: CannotRunError) -> None:
    text = told(error.message)
    _show(f"{text} ({told(error.hint)})" if error.hint else text, fg="yellow")


def _show(
    text: str, fg: str | None = None, *, bold: bool | None = None, dim: bool | None = None
) -> None:
    click.secho(printable(text), fg=fg, bold=bold, dim=dim, err=True)
