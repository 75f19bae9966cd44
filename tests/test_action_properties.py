"""Any command on any record: only the lines concerned change, and the data is what was meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rindoku.cli import rindoku
from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.document import read_document
from rindoku.source.tree import WorkingTree
from tests.conftest import POSTMORTEM, Repository
from tests.killing import Killed

PAGE = "postmortems/2026-03-14-checkout-502.md"
Item = dict[str, str]

WORDS = st.sampled_from(
    ["plain words", "接続プールを監視する", "a: b", "a #b", "it's", 'say "x"', "no", "2026", "- x",
     "https://example.com/a?b=c#d", "[x", "{y", "@ken", "全角：コロン", "a, b", "%x", "`z`",
     "é\u3000ü"]
)  # fmt: skip
DAYS = st.dates(min_value=date(2026, 3, 15), max_value=date(2026, 6, 30)).map(str)


@st.composite
def items(draw: st.DrawFn, name: str) -> Item:
    """An action item that no rule complains about."""
    status = draw(
        st.sampled_from(["proposed", "open", "in-progress", "blocked", "done", "dropped"])
    )
    item = {
        "id": name,
        "title": draw(WORDS),
        "owner": draw(st.sampled_from(["@ken", "@プラットフォーム"])),
    }
    item |= {"priority": "P1", "status": status, "due": draw(DAYS)}
    if status in ("done", "dropped"):
        item["closed"] = draw(DAYS)
    extra = {"blocked": "blocked_by", "done": "evidence", "dropped": "reason"}.get(status)
    if extra:
        item[extra] = draw(WORDS)
    if draw(st.booleans()):
        item["my_own_key"] = draw(WORDS)
    return item


def scalar(draw: st.DrawFn, text: str) -> str:
    """A value in one of the ways to write it."""
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    forms = [double, "'" + text.replace("'", "''") + "'"]
    if text.replace("-", "").isalnum() and text not in ("no", "2026"):
        forms += [text, text]
    return draw(st.sampled_from(forms))


def lines_of(draw: st.DrawFn, item: Item) -> list[str]:
    """An item in one of the ways to write it."""
    pairs = [f"{key}: {scalar(draw, item[key])}" for key in draw(st.permutations([*item]))]
    style = draw(st.sampled_from(["block", "block", "indented", "dash", "flow", "long flow"]))
    if style == "flow":
        return ["  - {" + ", ".join(pairs) + "}" + draw(st.sampled_from(["", "  # 理由"]))]
    if style == "long flow":
        lines = ["  - {" + pairs[0] + ",   # first"]
        for pair in pairs[1:]:
            lines += [*between(draw, "     "), f"     {pair},"]
        return [*lines[:-1], lines[-1].removesuffix(",") + "}"]
    comments = st.sampled_from(["", "", "   # why", "\t# 理由"])
    pairs = [pair + draw(comments) for pair in pairs]
    indent = "    " if style == "block" else "      "
    lines = [] if style == "dash" else [f"  -{indent[3:]}{pairs.pop(0)}"]
    for pair in pairs:
        lines += [*between(draw, indent), indent + pair]
    return ["  -", *lines] if style == "dash" else lines


def between(draw: st.DrawFn, indent: str) -> list[str]:
    """What may stand on lines of its own between two fields."""
    comment = f"{indent}# 間のコメント"
    return draw(st.sampled_from([[], [], [comment], [""], ["", comment, comment]]))


@dataclass(frozen=True)
class Case:
    """A page, and a command with what it is meant to make of the item."""

    raw: bytes
    items: list[Item]
    number: int
    command: list[str]
    meant: Item


@st.composite
def cases(draw: st.DrawFn) -> Case:
    there = [draw(items(f"A{n}")) for n in range(draw(st.integers(1, 3)))]
    lines = ["---", "title: t  # 題名", "date: 2026-03-14", "status: draft", "severity: SEV2"]
    lines.append("action_items:" + draw(st.sampled_from(["", "  # ours"])))
    for item in there:
        lines += draw(st.sampled_from([[], ["  # before"], [""]]))
        lines += lines_of(draw, item)
    lines += draw(st.sampled_from([[], ["tags: [a]"], ["# at the end"]]))
    lines += ["---", "## Summary", "status: open"]
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    raw = draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()
    number = draw(st.integers(0, len(there) - 1))
    command, meant = draw(st.sampled_from(COMMANDS))(draw, there[number])
    return Case(raw, there, number, command, meant)


def without(item: Item, *names: str) -> Item:
    return {key: value for key, value in item.items() if key not in names}


def done(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    day, words = draw(DAYS), draw(WORDS)
    meant = without(item, "blocked_by", "reason")
    meant |= {"status": "done", "closed": day, "evidence": " ".join(words.split())}
    return ["done", f"--evidence={words}", f"--on={day}"], meant


def drop(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    day, words = draw(DAYS), draw(WORDS)
    meant = without(item, "blocked_by")
    meant |= {"status": "dropped", "closed": day, "reason": " ".join(words.split())}
    return ["drop", f"--reason={words}", f"--on={day}"], meant


def block(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    words = draw(WORDS)
    return ["block", f"--by={words}"], item | {
        "status": "blocked", "blocked_by": " ".join(words.split()),
    }  # fmt: skip


def start(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    return ["start"], without(item, "blocked_by") | {"status": "in-progress"}


def reopen(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    day = draw(DAYS)
    meant = without(item, "closed", "evidence", "reason")
    return ["reopen", f"--due={day}"], meant | {"status": "open", "due": day}


def reschedule(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    day = draw(DAYS)
    return ["reschedule", day], item | {"due": day}


def assign(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    return ["assign", "@aoi"], item | {"owner": "@aoi"}


def promote(draw: st.DrawFn, item: Item) -> tuple[list[str], Item]:
    day = draw(DAYS)
    status = "open" if item["status"] == "proposed" else item["status"]
    meant = item | {"status": status, "owner": "@aoi", "due": day}
    return ["promote", "--owner=@aoi", f"--due={day}"], meant


COMMANDS: list[Callable[[st.DrawFn, Item], tuple[list[str], Item]]] = [
    done, drop, block, start, reopen, reschedule, assign, promote,
]  # fmt: skip
OPEN = {"open", "in-progress", "blocked"}
FITTING = {
    "done": OPEN | {"proposed", "done"},
    "drop": OPEN | {"proposed", "dropped"},
    "block": OPEN,
    "start": OPEN,
    "reopen": {"done", "dropped"},
    "reschedule": OPEN,
    "assign": OPEN | {"proposed", "done", "dropped"},
    "promote": OPEN | {"proposed"},
}


def errors(root: Path) -> set[tuple[str, str]]:
    found = check(read_catalog(WorkingTree(root)))
    return {(f.code, f.message) for f in found if f.severity == "error"}


def run(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(rindoku, ["--root", str(root), "action", *arguments])


@given(cases())
@settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
def test_a_command_changes_the_lines_concerned_and_nothing_else(case: Case) -> None:
    verb, *rest = case.command
    with TemporaryDirectory() as folder:
        root = Path(folder)
        page = root / PAGE
        page.parent.mkdir()
        page.write_bytes(case.raw)
        assert errors(root) == set()
        ran = run(root, verb, f"A{case.number}", *rest)
        after = page.read_bytes()
        if case.items[case.number]["status"] not in FITTING[verb]:
            event("refused")
            assert ran.exit_code == 1 or "Nothing changed" in ran.output
            assert after == case.raw
            return
        event(verb)
        assert ran.exit_code == 0, (ran.output, ran.exception)
        assert errors(root) == set()
        data: Any = read_document(PAGE, after).data
        meant = [*case.items]
        meant[case.number] = case.meant
        assert data["action_items"] == meant
        assert run(root, verb, f"A{case.number}", *rest).exit_code == 0
        assert page.read_bytes() == after
    only_fields_differ(case, after)


def only_fields_differ(case: Case, after: bytes) -> None:
    """Every line that differs names a changed field, or has a field more or less beside its own."""
    old, new = case.raw.decode(), after.decode()
    names = case.meant.keys() ^ case.items[case.number].keys()
    names |= {k for k, v in case.meant.items() if case.items[case.number].get(k) != v}
    before_lines, after_lines = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before_lines, after_lines, autojunk=False)
    for _, a, b, c, d in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        for lines, other in ((before_lines[a:b], new), (after_lines[c:d], old)):
            for line in lines:
                is_named = any(f"{name}:" in line for name in names)
                assert is_named or line.strip(" -{,}\r") in other
    assert new.count("間のコメント") == old.count("間のコメント")
    assert new.startswith("\ufeff") == old.startswith("\ufeff")
    assert new.endswith(old[old.index("## Summary") :])
    if "\r\n" in old:
        assert new.count("\n") == new.count("\r\n")


# -- killed at any moment -----------------------------------------------------------------------


def test_a_command_killed_at_any_moment_leaves_the_old_or_the_new_page(
    repository: Repository,
) -> None:
    repository.write(PAGE, POSTMORTEM)
    new = POSTMORTEM.replace("status: open", "status: in-progress")
    seen = []
    with Killed(repository.path, "action", "start", "A1") as killed:
        for step in count():
            repository.write(PAGE, POSTMORTEM)
            is_killed = killed.before_step(step)
            seen.append(repository.read(PAGE))
            if not is_killed:
                break
    assert set(seen) == {POSTMORTEM, new}
    assert (seen[0], seen[-1]) == (POSTMORTEM, new)
    repository.write(PAGE, POSTMORTEM)
    known = repository.rindoku("action", "list", "--format", "json").json["action_items"]
    assert [row["action_item"] for row in known] == ["2026-03-14-checkout-502#A1"]
