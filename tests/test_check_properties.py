"""Whatever people write, a check ends with findings that stand inside their files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rindoku.findings import Finding
from rindoku.reading.catalog import read_catalog
from rindoku.records import Circle, Policy, Postmortem, SkillMap
from rindoku.records.action_item import ActionItem
from rindoku.rules.check import check
from rindoku.source.tree import OverlayTree, WorkingTree

PROJECT = Path(__file__).parent.parent
NOWHERE = WorkingTree(PROJECT / "no such folder")
POSTMORTEM = "postmortems/2026-03-14-checkout-502.md"
CIRCLE = "docs/circles/2026-06-10-reading-circle.md"
SKILL_MAP = "docs/skill-map.md"
POLICY = "rindoku.toml"
SOUND = {path: (PROJECT / path).read_bytes() for path in (POSTMORTEM, CIRCLE, SKILL_MAP)}
SOUND[POLICY] = (PROJECT / "pyproject.toml").read_bytes().split(b"# This repository", 1)[1]


def found(files: Mapping[str, bytes]) -> list[Finding]:
    return check(read_catalog(OverlayTree(NOWHERE, files)))


def assert_sound(findings: list[Finding], files: Mapping[str, bytes]) -> None:
    """Every finding has a place in its file, a message, a mend and a code."""
    for finding in findings:
        lines = files[finding.path].decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
        assert finding.message
        assert finding.hint
        assert re.fullmatch(r"RK\d{3}", finding.code)


# Slips of the pen: a sound repository with a few scraps put into one of its files

SCRAPS = [
    *(b"[", b"]", b"{", b"}", b": ", b":", b"- ", b"\n", b"\n\n", b"  ", b"\t", b'"', b"'", b" #"),
    *(b"&a ", b"*a", b"!x ", b"|", b">", b"? ", b"@", b"`", b"%", b",", b"---\n", b"...\n", b"~"),
    *(b"\r", b"\r\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\0", b"\xff", b"\xe3\x80\x80", b"<<: "),
    *(b"0001-01-01", b"9999-12-31T23:59-12:00", b"-1", b"99999999999999999999", b"2026-02-30"),
    *(b"```\n", b"<!--", b"===\n", b"## ", b"=", b"[[programs]]\n", b'"""', b"inf", b"true"),
]
cuts = st.tuples(
    st.integers(0, 6000), st.sampled_from([0, 0, 0, 1, 5, 60]), st.sampled_from(SCRAPS)
)


@given(st.sampled_from(sorted(SOUND)), st.lists(cuts, min_size=1, max_size=4))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_slip_of_the_pen_never_ends_a_check(
    path: str, slips: list[tuple[int, int, bytes]]
) -> None:
    text = SOUND[path]
    for at, length, scrap in slips:
        start = at % (len(text) + 1)
        text = text[:start] + scrap + text[start + length :]
    files = {**SOUND, path: text}
    assert_sound(found(files), files)


# Values that nobody meant, in the fields that everybody uses

odd = st.sampled_from(
    [
        *("", " ", "no", "x" * 300, "-1", "0", "1e9", "[", "#", "a#b", "a\nb", "\x85", "\ufffd"),
        *("2026-02-30", "0001-01-01", "9999-12-31", "2026-3-1", "２０２６-03-14", "10:02"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-03-14T25:00", "16:00"),
        *("javascript:alert(1)", "https://", "https://[", "https://x:99999", "file:///"),
        *("2026-03-14-checkout-502", "2026-03-14-checkout-502#A1", "#", "x#", "../x"),
        *("open", "done", "dropped", "blocked", "reschedule", "P1", "final", "incident", "reading"),
    ]
)
values = st.recursive(
    odd | st.none(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(odd, part, max_size=3),
    max_leaves=6,
)


def fields_of(*models: Any) -> st.SearchStrategy[str]:
    names = {name for model in models for name in model.model_fields}
    return st.sampled_from(sorted(names)) | odd


items = st.lists(st.dictionaries(fields_of(ActionItem), values, max_size=6) | values, max_size=3)
records = {
    POSTMORTEM: st.dictionaries(fields_of(Postmortem), values | items, max_size=8),
    CIRCLE: st.dictionaries(fields_of(Circle), values | items, max_size=8),
    SKILL_MAP: st.dictionaries(fields_of(SkillMap), values, max_size=4),
}


@given(st.fixed_dictionaries(records), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_value_in_any_field_ends_a_check(data: dict[str, Any], block: bool) -> None:
    files = {
        path: b"---\n" + yaml.safe_dump(fields, default_flow_style=not block).encode() + b"---\n"
        for path, fields in data.items()
    }
    assert_sound(found(files), files)


toml = st.recursive(
    st.sampled_from(['"SEV1"', "1", "-1", "1.5", "inf", "true", "2026-02-01", '""', '"6 months"'])
    | st.just(f"{date.max}")
    | st.just("99999999999"),
    lambda part: (
        st.lists(part, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.lists(part, max_size=3).map(
            lambda parts: "{" + ", ".join(f"k{n} = {p}" for n, p in enumerate(parts)) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(Policy.model_fields)), toml, max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_value_in_the_policy_ends_a_check(fields: dict[str, str]) -> None:
    text = "".join(f"{name} = {value}\n" for name, value in fields.items())
    files = {**SOUND, POLICY: text.encode()}
    assert_sound(found(files), files)
