"""Records a session by asking, on a terminal. What is typed is checked at once by the rules."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from rindoku.analysis.ledger import TrackedItem, read_ledger
from rindoku.analysis.staleness import StaleReport, judge
from rindoku.catalog import Entry
from rindoku.circles.foreign import one_line
from rindoku.circles.names import People, known_people
from rindoku.circles.page import Minutes
from rindoku.circles.people import is_present
from rindoku.circles.plan import to_decide
from rindoku.circles.record import OUTCOMES, parse_decision, parse_impression, record
from rindoku.cli.circle.common import find_page, shown_diff
from rindoku.cli.session import load
from rindoku.editing.session import EditSession
from rindoku.errors import CannotRunError
from rindoku.locale import Words, words
from rindoku.records import Circle, Policy
from rindoku.records.circle import Reading
from rindoku.reports.terminal import printable
from rindoku.reports.wording import evidence, reason_name, status_name
from rindoku.site.publication import publish


@dataclass(frozen=True)
class _Asked:
    """One conversation: what it is about, and what was answered so far."""

    folder: Path
    page: Entry[Circle]
    circle: Circle
    people: People
    policy: Policy
    today: date
    say: Words
    minutes: Minutes = field(default_factory=Minutes)

    def edits(self, minutes: Minutes) -> EditSession:
        """The edits that minutes mean. Raises CannotRunError where a rule objects."""
        session = EditSession(self.folder)
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
    repository = load(root).repository
    page = find_page(repository.catalog, path)
    policy = repository.catalog.policy
    say = words(policy.language)
    if page.record is None:
        raise CannotRunError(f"{page.path} cannot be read", "`rindoku check` says why")
    people = known_people(repository.catalog)
    asked = _Asked(folder, page, page.record, people, policy, repository.day, say)
    asked.edits(asked.minutes)  # one that cannot be recorded is refused before the first question
    # what is decided is what the page lists, and a page names nothing restricted
    published = publish(repository).repository
    report = judge(read_ledger(published), published.catalog)
    try:
        _ask_everything(asked, report)
    except click.Abort:
        _offer_what_is_there(asked)
        return
    _write_if_wanted(asked, default=True)


def _ask_everything(asked: _Asked, report: StaleReport) -> None:
    deciding = to_decide(report)
    _show_page(asked, len(deciding))
    _ask_attendees(asked)
    _ask_unread(asked)
    _ask_who_stepped_in(asked)
    for number, item in enumerate(deciding, 1):
        _show_item(asked, item, report, f"{number}/{len(deciding)}")
        _ask_decision(asked, item)
    _ask_impressions(asked)
    _ask_recording(asked)
    _ = asked.say.gettext
    _tell(_("What did the session find to do? A line each, an empty one ends."))
    while title := _line("…"):
        if asked.is_accepted(Minutes(action_items=[title])):
            asked.minutes.action_items.append(title)
    _tell(_("Anything else for the page? A line each, an empty one ends."))
    while note := _line("…"):
        asked.minutes.notes.append(note)


def _show_page(asked: _Asked, deciding: int) -> None:
    _, circle = asked.say.gettext, asked.circle
    _tell(f"{circle.title} · {asked.say.day(circle.date)}", bold=True)
    for number, reading in enumerate(circle.readings, 1):
        reader = f" · {reading.reader}" if reading.reader else ""
        _tell(f"  {number}. {reading.postmortem}{reader}")
    if deciding:
        text = asked.say.ngettext(
            "%(count)d action item to decide on.", "%(count)d action items to decide on.", deciding
        )
        _tell(text % {"count": deciding})
    _tell(_("Enter keeps or skips. Nothing is written before you have seen it."), dim=True)


def _ask_attendees(asked: _Asked) -> None:
    """Who is typed was there, and nobody else; nothing typed keeps those who stand there."""
    _, there = asked.say.gettext, asked.circle.attendees
    _tell(_("Known here: %s") % _names(asked))
    text = _("Who was there?")
    if there:
        text = _("Who was there? (Enter keeps %s)") % printable(", ".join(there))
    while True:
        typed = _split_names(_line(text), asked.people)
        attendees = list(dict.fromkeys(asked.people.handle(word) or word for word in typed))
        absent = [handle for handle in there if attendees and handle not in attendees]
        if asked.is_accepted(Minutes(attendees=attendees, absent=absent)):
            asked.minutes.attendees, asked.minutes.absent = attendees, absent
            return


def _split_names(typed: str, people: People) -> list[str]:
    """The names in a line: between commas, or between spaces where a part is nobody's name."""
    parts = [part.strip() for part in typed.replace("、", ",").replace("，", ",").split(",")]
    names = [[part] if people.handle(part) else part.split() for part in parts]
    return [name for group in names for name in group]


def _ask_unread(asked: _Asked) -> None:
    _, readings = asked.say.gettext, asked.circle.readings
    while readings:
        typed = _line(_("Which of them were not read? Their numbers; Enter: all were read."))
        numbers = typed.replace(",", " ").replace("、", " ").split()
        if all(n.isdecimal() and 1 <= int(n) <= len(readings) for n in numbers):
            asked.minutes.unread = [readings[int(n) - 1].postmortem for n in numbers]
            return
        _tell(_("The numbers are 1 to %d.") % len(readings), fg="yellow")


def _ask_who_stepped_in(asked: _Asked) -> None:
    """Whoever was to read, or to keep the time, and was not there: somebody else did."""
    _, there = asked.say.gettext, asked.minutes.attendees or asked.circle.attendees
    for reading in asked.circle.readings:
        planned = reading.reader
        is_read = reading.postmortem not in asked.minutes.unread
        if there and planned and planned not in there and is_read:
            about = {"who": planned, "what": reading.postmortem}
            _tell(_("%(who)s was to read %(what)s, and was not there.") % about, fg="yellow")
            if reader := _ask_person(asked, _("Who read it? (Enter: as planned)")):
                asked.minutes.read.append(Reading(postmortem=reading.postmortem, reader=reader))
    keeper = asked.circle.facilitator
    if there and keeper and keeper not in there:
        _tell(_("%s was to keep the time, and was not there.") % keeper, fg="yellow")
        who = _ask_person(asked, _("Who kept the time? (Enter: as planned)"))
        asked.minutes.facilitator = who or None


def _ask_person(asked: _Asked, text: str) -> str:
    """A handle that could be written down; empty when nothing is typed."""
    while typed := _line(text):
        handle = asked.people.handle(typed) or typed
        if asked.is_accepted(Minutes(facilitator=handle)):
            return handle
    return ""


def _show_item(asked: _Asked, item: TrackedItem, report: StaleReport, counted: str) -> None:
    say, one = asked.say, item.item
    facts = [one.priority, status_name(one.status, say), one.owner]
    if one.due:
        facts.append(say.gettext("due %s") % one.due)
    _tell("")
    _tell(f"({counted}) {item.address}  {' · '.join(fact for fact in facts if fact)}", bold=True)
    _tell(f"  {one.title}")
    for reason in report.of(item):
        _tell(f"  {reason_name(reason.name, say)} – {evidence(reason, say)}", fg="yellow")
    for decision in asked.circle.decisions:
        if decision.action_item == item.address:
            _tell("  " + say.gettext("This circle has decided: %s") % decision.outcome)


def _ask_decision(asked: _Asked, item: TrackedItem) -> None:
    """An outcome, shortened or with everything behind it as in `--decision`; the rest is asked."""
    _ = asked.say.gettext
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
        text = given if rest or colon else _ask_details(asked, near[0], item)
        try:
            decision = parse_decision(f"an#item {text}")
        except CannotRunError as error:
            _tell_why(error)
            continue
        about = decision.model_copy(update={"action_item": item.address})
        if asked.is_accepted(Minutes(decisions=[about])):
            asked.minutes.decisions.append(about)
            return


def _ask_details(asked: _Asked, outcome: str, item: TrackedItem) -> str:
    """What belongs to an outcome, in the form of `--decision`."""
    _ = asked.say.gettext
    words_ = [outcome]
    if outcome in ("promote", "reschedule"):
        words_.append(_line(_("Until which day? (2026-09-30)")))
        owner = _line(_("Who? (Enter keeps %s)") % printable(item.item.owner or "–"))
        words_.append(asked.people.handle(owner) or owner)
    if outcome == "promote" and item.item.priority is None:
        words_.append(_line(_("How urgent, P0 to P4? (Enter: not said)")))
    questions = {
        "drop": _("Why is it dropped?"),
        "done": _("Where can one see it? (a link, a word)"),
    }
    why = "" if outcome == "keep" else _line(questions.get(outcome, _("Why? (Enter: no reason)")))
    return " ".join(word for word in words_ if word) + (f": {why}" if why else "")


def _ask_impressions(asked: _Asked) -> None:
    _ = asked.say.gettext
    _tell("")
    _tell(_("One line from everyone, as “aoi: words”. Without a name it stays nameless."))
    while typed := _line("…"):
        try:
            impression = parse_impression(typed, asked.people)
        except CannotRunError as error:
            _tell_why(error)
            continue
        if asked.is_accepted(Minutes(impressions=[impression])):
            asked.minutes.impressions.append(impression)


def _ask_recording(asked: _Asked) -> None:
    _ = asked.say.gettext
    kept = asked.circle.recording
    text = _("Where is the recording? (an address)")
    if kept:
        text = _("Where is the recording? (Enter keeps %s)") % printable(kept)
    while typed := _line(text):
        if asked.is_accepted(Minutes(recording=typed)):
            asked.minutes.recording = typed
            return


def _write_if_wanted(asked: _Asked, *, default: bool) -> None:
    _ = asked.say.gettext
    edits = asked.edits(asked.minutes)
    click.echo(shown_diff(edits))
    if not edits.diff():
        return
    if click.confirm(_("Write this?"), default=default, err=True):
        edits.write()
        _tell(_("Written."), fg="green")
    else:
        _tell(_("Nothing was written."))


def _offer_what_is_there(asked: _Asked) -> None:
    """After Ctrl-C or at the end of the input: what was answered can still be kept."""
    _tell("")
    try:
        if asked.minutes == Minutes():
            raise click.Abort
        _write_if_wanted(asked, default=False)
    except click.Abort:
        raise CannotRunError("stopped; nothing was written") from None


def _names(asked: _Asked) -> str:
    """Those who could have been there on the session's day."""
    day = min(asked.circle.date, asked.today)
    there = [handle for handle in asked.people.handles if is_present(asked.policy, handle, day)]
    return ", ".join(there) or "–"


def _line(text: str) -> str:
    """A line that somebody types; empty when they type nothing."""
    typed: str = click.prompt(text, default="", show_default=False, prompt_suffix=" ", err=True)
    return one_line(typed)


def _tell_why(error: CannotRunError) -> None:
    _tell(f"{error} ({error.hint})" if error.hint else str(error), fg="yellow")


def _tell(
    text: str, fg: str | None = None, *, bold: bool | None = None, dim: bool | None = None
) -> None:
    click.secho(printable(text), fg=fg, bold=bold, dim=dim, err=True)
