"""What is remembered changes how fast a command answers, and never what it answers."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.shell_completion import ShellComplete
from hypothesis import given
from hypothesis import strategies as st

from rindoku import clock
from rindoku.cli import rindoku
from rindoku.memory.code import DECIDING
from rindoku.reading.catalog import RecordFile
from rindoku.reading.fallbacks import fallbacks
from rindoku.reading.remembered import from_text, to_text
from rindoku.reading.validation import validate
from rindoku.records import Circle, Postmortem, SkillMap
from rindoku.records.base import Model
from tests.conftest import NOW, PROJECT, Repository, clock_at
from tests.imports import imported, room_of
from tests.test_architecture import MODULES, ROOMS

FILES = [f"postmortems/2026-03-{day}-checkout-{day}.md" for day in (14, 15, 16)]
CIRCLE = "docs/circles/2026-06-10-reading.md"
COMMANDS = [
    ("stale", "--format", "json"),
    ("stale",),
    ("check",),
    ("check", "--format", "json", FILES[0]),
    ("action", "list"),
    ("action", "show", f"{Path(FILES[0]).stem}#A1"),
    ("circle", "due"),
    ("circle", "plan", "reading", "--dry-run", "--explain"),
]


@pytest.fixture(autouse=True)
def an_old_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be older than a clock's tick: younger ones are not trusted."""
    later = clock.file_time() + 3_600_000_000_000
    monkeypatch.setattr(clock, "file_time", lambda: later)


@pytest.fixture
def team(repository: Repository) -> Repository:
    """Three postmortems, one of them with a mistake, and a circle."""
    repository.write("rindoku.toml", POLICIES[0])
    for number, path in enumerate(FILES):
        repository.write(path, postmortem(number))
    repository.write(CIRCLE, HELD)
    repository.commit("2026-03-17")
    return repository


def postmortem(number: int, **fields: str) -> str:
    item = {
        "id": "A1", "title": f"Alert {number}", "status": "open", "owner": '"@ken"',
        "due": "2026-04-10", "priority": "P1", **fields,
    }  # fmt: skip
    lines = "\n    ".join(f"{name}: {value}" for name, value in item.items())
    day = 14 + number
    return (
        f"---\ntitle: Checkout {number}\ndate: 2026-03-{day}\nstatus: draft\nseverity: SEV2\n"
        f"started: 2026-03-{day}T10:02:00\nresolved: 2026-03-{day}T10:40:00+09:00\n"
        f"action_items:\n  - {lines}\n---\n## Summary\nIt answered 502.\n"
    )


PROGRAM = '[[programs]]\nname = "reading"\nkind = "reading"\n'
POLICIES = [
    f'timezone = "Asia/Tokyo"\n{PROGRAM}every = "6 months"\n',
    f'timezone = "America/New_York"\nlanguage = "ja"\npeople = {{ "@mika" = {{}} }}\n{PROGRAM}',
    f"[staleness]\nuntouched = 10\n{PROGRAM}",
]
HELD = (
    "---\ntitle: Circle\nprogram: reading\nkind: reading\ndate: 2026-06-10\nstatus: held\n"
    f"decisions:\n  - {{action_item: {Path(FILES[0]).stem}#A1, outcome: keep}}\n---\nNotes.\n"
)


# ------------------------------------------------------------------ the same to the letter


def change(team: Repository, chance: random.Random) -> timedelta:
    """Something that happens to a repository; how much time goes by."""
    path = chance.choice(FILES)
    what = chance.choice(
        ["edit", "edit", "commit", "policy", "switch", "delete", "touch", "break", "day"]
    )
    if what == "edit":
        due = f"2026-0{chance.randint(4, 9)}-10"
        team.write(path, postmortem(FILES.index(path), due=due, title=f"Alert {due}"))
    elif what == "commit":
        team.commit(f"2026-05-{chance.randint(10, 28)}")
    elif what == "policy":
        team.write("rindoku.toml", chance.choice(POLICIES))
    elif what == "switch":
        team.commit("2026-05-29")
        other = "work" if team.git("branch", "--show-current") == "main" else "main"
        exists = other in team.git("branch", "--list", other)
        team.git("checkout", "--quiet", *([] if exists else ["-b"]), other)
    elif what == "delete":
        (team.path / path).unlink(missing_ok=True)
    elif what == "touch":
        os.utime(team.path / chance.choice(["rindoku.toml", CIRCLE]), None)
    elif what == "break":
        team.write(path, chance.choice(["no front matter\n", "---\ntitle: [\n---\n", "\xff"]))
    return timedelta(days=chance.choice([1, 40])) if what == "day" else timedelta()


def damage(folder: Path, chance: random.Random) -> None:
    """Harm what is remembered: some of it is gone, cut short or another's, or a bit has turned."""
    for file in sorted(folder.iterdir()) if folder.exists() else []:
        raw = bytearray(file.read_bytes())
        match chance.choice(["whole", "gone", "short", "bit", "other"]):
            case "gone":
                file.unlink()
            case "short":
                file.write_bytes(raw[: chance.randrange(len(raw))])
            case "bit":
                raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
                file.write_bytes(raw)
            case "other":
                file.write_bytes(chance.choice(sorted(folder.iterdir())).read_bytes())


@pytest.mark.parametrize("seed", range(12))
def test_every_command_answers_the_same_with_and_without_a_memory(
    team: Repository, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    memory, moment = team.path / ".git/rindoku", NOW
    for _ in range(5):
        moment += change(team, chance)
        command = chance.choice(COMMANDS)
        with clock_at(moment):
            remembered = team.rindoku(*command)
            again = team.rindoku(*command)
            damage(memory, chance)
            harmed = team.rindoku(*command)
            shutil.rmtree(memory, ignore_errors=True)
            alone = team.rindoku(*command)
        assert remembered == again == harmed == alone, command


# ------------------------------------------------------------------ an answer told again


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The records' files that are read and validated."""
    read: list[Path] = []
    real = RecordFile._read_and_validated  # noqa: SLF001

    def counting(file: RecordFile[Postmortem]) -> object:
        read.append(Path(file.path))
        return real(file)

    monkeypatch.setattr(RecordFile, "_read_and_validated", counting)
    return read


def test_what_was_read_before_is_not_read_again_whoever_asks(
    team: Repository, opened: list[Path]
) -> None:
    team.rindoku("check")
    assert {str(path) for path in opened} == {*FILES, CIRCLE}
    opened.clear()
    for command in COMMANDS[3:]:
        team.rindoku(*command)
    assert opened == []


def test_only_the_edited_file_is_read(team: Repository, opened: list[Path]) -> None:
    team.rindoku("action", "list")
    opened.clear()
    team.write(FILES[1], postmortem(1, due="2026-08-01"))
    team.rindoku("action", "list")
    assert [str(path) for path in opened] == [FILES[1]]


def test_an_edit_remembers_the_records_that_it_read(
    team: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{Path(FILES[0]).stem}#A1"
    tried = team.rindoku("action", "reschedule", address, "2026-12-01", "--dry-run")
    monkeypatch.setattr("rindoku.reading.catalog.validate", lambda *_: pytest.fail("read again"))
    assert tried.exit_code == 0
    assert team.rindoku("action", "list").exit_code == 0


def test_tab_offers_what_it_offered_without_reading_a_record(
    team: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered() -> list[str]:
        tab = ShellComplete(rindoku, {}, "rindoku", "_RINDOKU_COMPLETE")
        found = tab.get_completions(["--root", str(team.path), "action", "done"], "2026-03-14")
        return [one.value for one in found]

    first = offered()
    monkeypatch.setattr("rindoku.reading.catalog.read_policy", lambda *_: pytest.fail("read"))
    assert offered() == first == [f"{Path(FILES[0]).stem}#A1"]


def test_an_answer_is_told_again_without_opening_anything(
    team: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = team.rindoku("stale")
    monkeypatch.setattr("rindoku.cli.spoken", lambda *_: pytest.fail("was worked out again"))
    assert team.rindoku("stale") == first


def test_an_answer_is_of_its_day(team: Repository) -> None:
    first = team.rindoku("stale")
    with clock_at(NOW + timedelta(minutes=20)):  # past midnight in Tokyo
        assert team.rindoku("stale") != first


@pytest.mark.parametrize(
    "happens",
    [
        lambda team: team.write(FILES[0], postmortem(0, due="2026-09-01")),
        lambda team: (team.path / FILES[0]).unlink(),
        lambda team: team.write("postmortems/2026-03-20-new.md", postmortem(6)),
        lambda team: team.write("rindoku.toml", POLICIES[1]),
        lambda team: team.git("commit", "--quiet", "--allow-empty", "-m", "x"),
        lambda team: team.write("pyproject.toml", "[tool.rindoku]\n"),
    ],
    ids=["edit", "delete", "new", "policy", "commit", "other policy"],
)
def test_an_answer_is_found_out_anew_when_anything_happened(
    team: Repository, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Repository], object]
) -> None:
    team.rindoku("stale")
    happens(team)
    asked: list[object] = []
    monkeypatch.setattr("rindoku.cli.spoken", lambda *_: lambda **named: asked.append(named))
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        team.rindoku("stale")
    assert len(asked) == 1


def test_a_file_that_changed_a_moment_ago_is_not_trusted(
    team: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = max((team.path / path).stat().st_ctime_ns for path in FILES)
    monkeypatch.setattr(clock, "file_time", lambda: newest + 1_000_000_000)
    team.rindoku("stale")
    assert not [path for path in (team.path / ".git/rindoku").iterdir() if "told" in path.name]


def test_what_writes_is_done_every_time(team: Repository) -> None:
    lists = team.path / "lists"
    for _ in range(2):
        team.rindoku("stale", "--split", "lists")
        assert lists.is_dir()
        shutil.rmtree(lists)


def test_without_git_nothing_is_remembered(folder: Repository) -> None:
    folder.write(FILES[0], postmortem(0))
    before = sorted(folder.path.rglob("*"))
    folder.rindoku("stale")
    folder.rindoku("check")
    assert sorted(folder.path.rglob("*")) == before


# ------------------------------------------------------------------ records there and back

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), WORDS, st.just("2026-03-14"), st.just("16:00"),
    st.just("2026-03-14T10:02:00"), st.just("2026-03-14T10:02:00+05:30"), st.just("open"),
    st.just("2026-03-14T10:02:00Z"), st.just("https://example.com/x"), st.lists(WORDS, max_size=2),
)  # fmt: skip


def data_of(model: type[Model]) -> st.SearchStrategy[dict[str, object]]:
    """Data for a record, some of it as it should be."""
    parts = {
        "action_items": st.lists(st.fixed_dictionaries({"id": WORDS, "due": VALUES}), max_size=2),
        "readings": st.lists(st.fixed_dictionaries({"postmortem": WORDS}), max_size=2),
        "survey": st.fixed_dictionaries({"responses": st.integers(0, 9)}),
        "people": st.lists(
            st.fixed_dictionaries({"handle": WORDS, "can": st.dictionaries(WORDS, WORDS)})
        ),
    }
    fields = {name: parts.get(name, VALUES) | VALUES for name in model.model_fields}
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("model", [Postmortem, Circle, SkillMap])
@given(data=st.data())
def test_what_is_remembered_of_a_record_is_what_was_read(
    model: type[Model], data: st.DataObject
) -> None:
    zone = ZoneInfo("America/New_York")
    named = fallbacks(model, "2026-03-14-checkout-502")
    found = validate(model, data.draw(data_of(model)), named, zone)
    back = from_text(model, to_text(found, zone), zone)
    assert back == found
    assert str(back.record) == str(found.record)  # the time zones, too


# ------------------------------------------------------------------ what decides


def test_the_code_that_decides_what_is_remembered_is_part_of_its_key() -> None:
    deciding = {f"rindoku.{name}" for name in ("reading.catalog", "history.history")}
    waiting = [*deciding]
    while waiting:
        name = waiting.pop()
        found = imported(MODULES[name], name, MODULES) - deciding
        deciding |= found
        waiting += found
    rooms = {room_of(name, ROOMS) for name in deciding}
    assert rooms - {*DECIDING} <= {path.stem for path in (PROJECT / "tooling/rindoku").glob("*.py")}
