"""Records a session by asking, on a terminal. What is typed is checked at once by the rules."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import Assessment
from rindoku.circles.minutes.page import Minutes
from rindoku.circles.minutes.record import OUTCOMES, parse_decision, parse_impression, record
from rindoku.circles.planning.plan import to_decide
from rindoku.cli.circle.common import shown_diff
from rindoku.cli.loading import load
from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.locale import Words, words_in
from rindoku.lookup.people import People
from rindoku.reading.catalog import RecordFile
from rindoku.records import Circle, Policy
from rindoku.records.circle import Reading
from rindoku.text import clean_line, printable
from rindoku.wording.fields import facts
from rindoku.wording.names import reason_name
from rindoku.wording.reasons import evidence


@dataclass(frozen=True)
class _Conversation:
    """One conversation: what it is about, and what was answered so far."""

    folder: Path
    page: RecordFile[Circle]
    circle: Circle
    people: People
    policy: Policy
    today: date
    words: Words
    minutes: Minutes = field(default_factory=Minutes)

    def edits(self, minutes: Minutes) -> Edits:
        """The edits that minutes mean. Raises CannotRunError where a rule objects."""
        session = Edits(self.folder)
        record(session, self.page, minutes, self.today)
        session.refuse_new_errors()
        return session

    def is_accepted(self, minutes: Minutes) -> bool:
        """Whether these minutes could be written; why not is told."""
        try:
            self.edits(minutes)
        except CannotRunError as error:
            _tell_why(error)
            return False
        return True


def ask_and_record(root: Path | None, folder: Path, path: str) -> None:
    """Ask for everything that a session's page can say, show what changes, and write it."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 (makes typed lines editable, wide characters included)
    repository = load(root)
    page = repository.find.session(path)
    policy = repository.catalog.policy
    words = words_in(policy.language)
    if page.record is None:
        raise CannotRunError(f"{page.path} cannot be read", "`rindoku check` says why")
    people = repository.find.people
    conversation = _Conversation(folder, page, page.record, people, policy, repository.day, words)
    # one that cannot be recorded is refused before the first question
    conversation.edits(conversation.minutes)
    # what is decided is what the page lists, and a page names nothing restricted
    assessment = repository.seen_by("site").assessment
    try:
        _ask_everything(conversation, assessment)
    except click.Abort:
        _offer_what_is_there(conversation)
        return
    _write_if_wanted(conversation, default=True)


def _ask_everything(conversation: _Conversation, assessment: Assessment) -> None:
    deciding = to_decide(assessment)
    _show_page(conversation, len(deciding))
    _ask_attendees(conversation)
    _ask_unread(conversation)
    _ask_who_stepped_in(conversation)
    for number, item in enumerate(deciding, 1):
        _show_item(conversation, item, assessment, f"{number}/{len(deciding)}")
        _ask_decision(conversation, item)
    _ask_impressions(conversation)
    _ask_recording(conversation)
    _ = conversation.words.gettext
    _tell(_("What did the session find to do? A line each, an empty one ends."))
    while title := _line("…"):
        if conversation.is_accepted(Minutes(action_items=[title])):
            conversation.minutes.action_items.append(title)
    _tell(_("Anything else for the page? A line each, an empty one ends."))
    while note := _line("…"):
        conversation.minutes.notes.append(note)


def _show_page(conversation: _Conversation, deciding: int) -> None:
    _, circle = conversation.words.gettext, conversation.circle
    _tell(f"{circle.title} · {conversation.words.day(circle.date)}", bold=True)
    for number, reading in enumerate(circle.readings, 1):
        reader = f" · {reading.reader}" if reading.reader else ""
        _tell(f"  {number}. {reading.postmortem}{reader}")
    if deciding:
        text = conversation.words.ngettext(
            "%(count)d action item to decide on.", "%(count)d action items to decide on.", deciding
        )
        _tell(text % {"count": deciding})
    _tell(_("Enter keeps or skips. Nothing is written before you have seen it."), dim=True)


def _ask_attendees(conversation: _Conversation) -> None:
    """Who is typed was there, and nobody else; nothing typed keeps those who stand there."""
    _, there = conversation.words.gettext, conversation.circle.attendees
    _tell(_("Known here: %s") % _names(conversation))
    text = _("Who was there?")
    if there:
        text = _("Who was there? (Enter keeps %s)") % printable(", ".join(there))
    while True:
        typed = _split_names(_line(text), conversation.people)
        attendees = list(dict.fromkeys(conversation.people.handle(word) or word for word in typed))
        absent = [handle for handle in there if attendees and handle not in attendees]
        if conversation.is_accepted(Minutes(attendees=attendees, absent=absent)):
            conversation.minutes.attendees, conversation.minutes.absent = attendees, absent
            return


def _split_names(typed: str, people: People) -> list[str]:
    """The names in a line: between commas, or between spaces where a part is nobody's name."""
    parts = [part.strip() for part in typed.replace("、", ",").replace("，", ",").split(",")]
    names = [[part] if people.handle(part) else part.split() for part in parts]
    return [name for group in names for name in group]


def _ask_unread(conversation: _Conversation) -> None:
    _, readings = conversation.words.gettext, conversation.circle.readings
    while readings:
        typed = _line(_("Which of them were not read? Their numbers; Enter: all were read."))
        numbers = typed.replace(",", " ").replace("、", " ").split()
        if all(n.isdecimal() and 1 <= int(n) <= len(readings) for n in numbers):
            conversation.minutes.unread = [readings[int(n) - 1].postmortem for n in numbers]
            return
        _tell(_("The numbers are 1 to %d.") % len(readings), fg="yellow")


def _ask_who_stepped_in(conversation: _Conversation) -> None:
    """Whoever was to read, or to keep the time, and was not there: somebody else did."""
    _, there = (
        conversation.words.gettext,
        conversation.minutes.attendees or conversation.circle.attendees,
    )
    for reading in conversation.circle.readings:
        planned = reading.reader
        is_read = reading.postmortem not in conversation.minutes.unread
        if there and planned and planned not in there and is_read:
            about = {"who": planned, "what": reading.postmortem}
            _tell(_("%(who)s was to read %(what)s, and was not there.") % about, fg="yellow")
            if reader := _ask_person(conversation, _("Who read it? (Enter: as planned)")):
                conversation.minutes.read.append(
                    Reading(postmortem=reading.postmortem, reader=reader)
                )
    keeper = conversation.circle.facilitator
    if there and keeper and keeper not in there:
        _tell(_("%s was to keep the time, and was not there.") % keeper, fg="yellow")
        who = _ask_person(conversation, _("Who kept the time? (Enter: as planned)"))
        conversation.minutes.facilitator = who or None


def _ask_person(conversation: _Conversation, text: str) -> str:
    """A handle that could be written down; empty when nothing is typed."""
    while typed := _line(text):
        handle = conversation.people.handle(typed) or typed
        if conversation.is_accepted(Minutes(facilitator=handle)):
            return handle
    return ""


def _show_item(
    conversation: _Conversation, item: TrackedItem, assessment: Assessment, counted: str
) -> None:
    words = conversation.words
    told = " · ".join(text for _, text in facts(item.item, "list", words))
    _tell("")
    _tell(f"({counted}) {item.address}  {told}", bold=True)
    _tell(f"  {item.item.title}")
    for reason in assessment.of(item):
        _tell(f"  {reason_name(reason.name, words)} – {evidence(reason, words)}", fg="yellow")
    for decision in conversation.circle.decisions:
        if decision.action_item == item.address:
            _tell("  " + words.gettext("This circle has decided: %s") % decision.outcome)


def _ask_decision(conversation: _Conversation, item: TrackedItem) -> None:
    """An outcome, shortened or with everything behind it as in `--decision`; the rest is asked."""
    _ = conversation.words.gettext
    question = _("keep, promote, reschedule, drop or done? (Enter skips)")
    while typed := _line(question):
        short, _space, rest = typed.partition(" ")
        word, colon, why = short.replace("：", ":").partition(":")
        near = [outcome for outcome in OUTCOMES if outcome.startswith(word.lower())]
        if typed.lower() in ("skip", "s"):
            return
        if not word or len(near) != 1:
            _tell(_("Write one of these words, or its first letters."), fg="yellow")
            continue
        given = f"{near[0]}{colon}{why} {rest}".strip()
        text = given if rest or colon else _ask_details(conversation, near[0], item)
        try:
            decision = parse_decision(f"an#item {text}")
        except CannotRunError as error:
            _tell_why(error)
            continue
        about = decision.model_copy(update={"action_item": item.address})
        if conversation.is_accepted(Minutes(decisions=[about])):
            conversation.minutes.decisions.append(about)
            return


def _ask_details(conversation: _Conversation, outcome: str, item: TrackedItem) -> str:
    """What belongs to an outcome, in the form of `--decision`."""
    _ = conversation.words.gettext
    words_ = [outcome]
    if outcome in ("promote", "reschedule"):
        words_.append(_line(_("Until which day? (2026-09-30)")))
        owner = _line(_("Who? (Enter keeps %s)") % printable(item.item.owner or "–"))
        words_.append(conversation.people.handle(owner) or owner)
    if outcome == "promote" and item.item.priority is None:
        words_.append(_line(_("How urgent, P0 to P4? (Enter: not said)")))
    questions = {
        "drop": _("Why is it dropped?"),
        "done": _("Where can one see it? (a link, a word)"),
    }
    why = "" if outcome == "keep" else _line(questions.get(outcome, _("Why? (Enter: no reason)")))
    return " ".join(word for word in words_ if word) + (f": {why}" if why else "")


def _ask_impressions(conversation: _Conversation) -> None:
    _ = conversation.words.gettext
    _tell("")
    _tell(_("One line from everyone, as “aoi: words”. Without a name it stays nameless."))
    while typed := _line("…"):
        try:
            impression = parse_impression(typed, conversation.people)
        except CannotRunError as error:
            _tell_why(error)
            continue
        if conversation.is_accepted(Minutes(impressions=[impression])):
            conversation.minutes.impressions.append(impression)


def _ask_recording(conversation: _Conversation) -> None:
    _ = conversation.words.gettext
    kept = conversation.circle.recording
    text = _("Where is the recording? (an address)")
    if kept:
        text = _("Where is the recording? (Enter keeps %s)") % printable(kept)
    while typed := _line(text):
        if conversation.is_accepted(Minutes(recording=typed)):
            conversation.minutes.recording = typed
            return


def _write_if_wanted(conversation: _Conversation, *, default: bool) -> None:
    _ = conversation.words.gettext
    edits = conversation.edits(conversation.minutes)
    click.echo(shown_diff(edits))
    if not edits.diff():
        return
    if click.confirm(_("Write this?"), default=default, err=True):
        edits.write()
        _tell(_("Written."), fg="green")
    else:
        _tell(_("Nothing was written."))


def _offer_what_is_there(conversation: _Conversation) -> None:
    """After Ctrl-C or at the end of the input: what was answered can still be kept."""
    _tell("")
    try:
        if conversation.minutes == Minutes():
            raise click.Abort
        _write_if_wanted(conversation, default=False)
    except click.Abort:
        raise CannotRunError("stopped; nothing was written") from None


def _names(conversation: _Conversation) -> str:
    """Those who could have been there on the session's day."""
    day = min(conversation.circle.date, conversation.today)
    there = [
        handle
        for handle in conversation.people.handles
        if conversation.policy.is_present(handle, day)
    ]
    return ", ".join(there) or "–"


def _line(text: str) -> str:
    """A line that somebody types; empty when they type nothing."""
    typed: str = click.prompt(text, default="", show_default=False, prompt_suffix=" ", err=True)
    return clean_line(typed)


def _tell_why(error: CannotRunError) -> None:
    _tell(f"{error} ({error.hint})" if error.hint else str(error), fg="yellow")


def _tell(
    text: str, fg: str | None = None, *, bold: bool | None = None, dim: bool | None = None
) -> None:
    click.secho(printable(text), fg=fg, bold=bold, dim=dim, err=True)
