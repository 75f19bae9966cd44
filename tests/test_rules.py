"""Every rule is documented, and its examples are true.

An example's fields stand in a sound record, in the place of its own fields of the same name; an
example that starts with ``---`` is a whole file. The few that no text can show are made by hand.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Set
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import rindoku.rules
from rindoku.findings import Problem, Rule
from rindoku.reading.catalog import read_catalog
from rindoku.records import Circle, Postmortem, SkillMap
from rindoku.records.base import Model
from rindoku.rules.check import check
from rindoku.rules.facts import EVERY, Facts
from rindoku.rules.registry import Check, all_checks, all_rules, rule
from rindoku.source.tree import WorkingTree
from tests.conftest import Repository

RULES = {rule.code: rule for rule in all_rules()}
CHECKS = {check.code: check for check in all_checks()}
BY_HAND = {"RK001", "RK002", "RK003", "RK004", "RK012", "RK202", "RK605", "RK704", "RK706", "RK802"}
SHOWN = {code: rule for code, rule in RULES.items() if code not in BY_HAND}

POLICY = """\
services = { checkout = {} }
people = { "@mika" = {}, "@ken" = {} }

[[programs]]
name = "reading"
kind = "reading"
every = "6 months"
"""
EARLIER = """\
---
title: Checkout timed out for 20 minutes
date: 2025-06-02
status: draft
severity: SEV3
action_items:
  - {id: A1, title: Watch the pool, status: proposed}
---
"""
POSTMORTEM = """\
title: Checkout answered 502 for 38 minutes
date: 2026-03-14
status: draft
severity: SEV2
"""
CIRCLE = """\
title: Reading circle
program: reading
kind: reading
date: 2026-06-10
status: held
"""
SKILL_MAP = """\
skills: []
people: []
"""
BODY = """\
## Summary
Checkout answered 502.
## Impact
One order in five failed.
## Timeline
10:02 the pool was exhausted.
## Contributing factors
The pool had no alert.
## Lessons learned
Pools need alerts.
"""


@pytest.fixture
def known(folder: Repository) -> Repository:
    """A repository with what the examples name."""
    folder.write("rindoku.toml", POLICY)
    folder.write("postmortems/2025-06-02-checkout-timeouts.md", EARLIER)
    return folder


def place_of(rule: Rule) -> tuple[str, str]:
    """Where an example of a rule is written, and the sound fields around it."""
    if rule.bad.startswith("[tool."):
        return "rindoku.toml", ""
    about = CHECKS[rule.code].about if rule.code in CHECKS else EVERY
    if about == {Circle}:
        return "docs/circles/2026-06-10-reading-circle.md", CIRCLE
    if about == {SkillMap}:
        return "docs/skill-map.md", SKILL_MAP
    return "postmortems/2026-03-14-checkout-502.md", POSTMORTEM


def whole(example: str, base: str) -> str:
    """The file that an example is about."""
    if example.startswith(("---", "[")):
        return f"{example}\n"
    given = set(re.findall(r"^(\w+):", example, re.MULTILINE))
    if not given:  # no fields at all, so nothing to put beside others
        return f"---\n{example}\n---\n{BODY}"
    others = [line for line in base.splitlines() if line.split(":")[0] not in given]
    return "\n".join(["---", *others, example, "---", BODY])


def codes(folder: Repository) -> list[str]:
    return [finding.code for finding in check(read_catalog(WorkingTree(folder.path)))]


# Documentation


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_asks_for_and_why(rule: Rule) -> None:
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_a_name_of_plain_words(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_no_rule_hides_another_with_the_same_code() -> None:
    modules = [
        import_module(f"rindoku.rules.{module.name}")
        for module in iter_modules(rindoku.rules.__path__)
    ]
    documented = [
        function
        for module in modules
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and "\nBad:" in (inspect.getdoc(function) or "")
    ]
    assert len(documented) == len(CHECKS)
    assert len({rule.code for rule in all_rules()}) == len(all_rules())


def test_each_module_of_rules_is_one_family_of_codes() -> None:
    families: dict[str, set[str]] = {}
    assert all(re.fullmatch(r"RK\d{3}", code) for code in RULES)
    for code, one in CHECKS.items():
        families.setdefault(one.function.__module__, set()).add(code[:3])
    assert all(len(family) == 1 for family in families.values())
    assert len(set.union(*families.values())) == len(families)


# What a rule asks for


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register in which nothing stands yet, for rules that are made up."""
    monkeypatch.setattr("rindoku.rules.registry._checks", {})


@pytest.mark.usefixtures("no_rules")
def test_a_rule_looks_at_the_records_that_have_what_it_asks_for() -> None:
    def about(rule_function: Callable[..., Iterator[Problem]], code: str) -> Set[type[Model]]:
        rule(code)(rule_function)
        return {check.code: check.about for check in all_checks()}[code]

    assert about(lambda file, catalog: iter(()), "RK991") == {Postmortem, Circle, SkillMap}
    assert about(lambda holder: iter(()), "RK992") == {Postmortem, Circle}
    assert about(lambda action_items, policy: iter(()), "RK993") == {Postmortem, Circle}
    assert about(lambda action_items, circle: iter(()), "RK994") == {Circle}
    assert about(lambda people: iter(()), "RK995") == {SkillMap}


@pytest.mark.usefixtures("no_rules")
def test_a_parameter_that_nothing_is_known_about_is_named() -> None:
    def loud(action_itmes: list[str]) -> Iterator[Problem]:
        yield from ()

    with pytest.raises(TypeError) as error:
        rule("RK999")(loud)
    assert str(error.value) == (
        "RK999 (loud): a rule may ask for file, catalog, links, policy, document, holder, "
        "postmortem, circle, skill_map, and for a list of a record, not `action_itmes`"
    )


@pytest.mark.usefixtures("no_rules")
def test_a_rule_that_no_record_has_all_of_is_refused() -> None:
    def torn(readings: list[str], people: list[str]) -> Iterator[Problem]:
        yield from ()

    with pytest.raises(TypeError, match=r"RK999 \(torn\): no record has readings and people"):
        rule("RK999")(torn)


@pytest.mark.usefixtures("no_rules")
def test_two_rules_cannot_have_one_code() -> None:
    rule("RK999")(lambda file: iter(()))
    with pytest.raises(ValueError, match="two rules are called RK999"):
        rule("RK999")(lambda catalog: iter(()))


@pytest.mark.parametrize("one", CHECKS.values(), ids=CHECKS)
def test_the_types_of_a_rules_parameters_are_those_of_the_answers(one: Check) -> None:
    facts = {**inspect.get_annotations(Facts)} | {
        name: inspect.get_annotations(fact.fget)["return"]
        for name, fact in vars(Facts).items()
        if isinstance(fact, property) and fact.fget
    }
    lists = {name for model in EVERY for name in model.model_fields} - facts.keys()
    for name, given in inspect.get_annotations(one.function).items():
        if name in lists:
            assert given.startswith("Entries[")
        elif name != "return":
            assert given == facts[name]


@pytest.mark.usefixtures("no_rules")
def test_a_new_file_of_rules_is_found_by_itself(
    known: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in_a_hurry.py").write_text(
        "from rindoku.findings import Problem\n"
        "from rindoku.rules.registry import rule\n"
        "@rule('RK999', severity='warning')\n"
        "def no_hurry(postmortem):\n"
        '    """Nobody is in a hurry."""\n'
        "    yield Problem('slowly!', 'have a tea', ('title',))\n"
    )
    monkeypatch.setattr("rindoku.rules.__path__", [*rindoku.rules.__path__, str(tmp_path)])

    (found,) = check(read_catalog(WorkingTree(known.path)))

    assert (found.code, found.place.line, found.message) == ("RK999", 2, "slowly!")
    assert CHECKS.keys().isdisjoint({"RK999"})
    assert [one.rule.what for one in all_checks()] == ["Nobody is in a hurry."]


@pytest.mark.usefixtures("no_rules")
@pytest.mark.parametrize(
    ("policy", "speaks"),
    [
        ("severities = ['SEV1', 'SEV2', 'SEV3']", True),
        ("severities = 3", False),
        ("services = 3", True),
        ("severities = ", False),
    ],
)
def test_a_rule_is_silent_where_the_policy_it_needs_cannot_be_read(
    folder: Repository, policy: str, speaks: bool
) -> None:
    folder.write("rindoku.toml", policy)
    folder.write("postmortems/2025-06-02-checkout-timeouts.md", EARLIER)
    rule("RK999", needs=("severities",))(lambda file: iter([Problem("loud", "be quiet")]))

    assert ("RK999" in codes(folder)) is speaks


# Examples


@pytest.mark.parametrize("rule", SHOWN.values(), ids=SHOWN)
def test_the_bad_example_breaks_this_rule_and_no_other(known: Repository, rule: Rule) -> None:
    path, base = place_of(rule)
    known.write(path, whole(rule.bad, base).encode())
    assert set(codes(known)) == {rule.code}


@pytest.mark.parametrize("rule", SHOWN.values(), ids=SHOWN)
def test_the_good_example_breaks_no_rule(known: Repository, rule: Rule) -> None:
    path, base = place_of(rule)
    known.write(path, whole(rule.good, base).encode())
    assert codes(known) == []


def test_rk001_a_link_is_not_opened(known: Repository) -> None:
    known.write("notes.md", EARLIER)
    link = known.path / "postmortems" / "2026-03-14-checkout-502.md"
    link.symlink_to(known.path / "notes.md")
    assert codes(known) == ["RK001"]


def test_rk002_a_log_is_no_record(known: Repository) -> None:
    log = b"10:02 pool exhausted\n" * 1_500_000
    known.write("postmortems/2026-03-14-checkout-502.md", b"---\n" + log)
    assert codes(known) == ["RK002"]


def test_rk003_shift_jis_is_not_utf8(known: Repository) -> None:
    text = f"---\n{POSTMORTEM}---\n## 概要\nあ\n"
    known.write("postmortems/2026-03-14-checkout-502.md", text.encode("cp932"))
    assert codes(known) == ["RK003"]
    known.write("postmortems/2026-03-14-checkout-502.md", text.encode())
    assert codes(known) == []


def test_rk004_a_control_character_is_told(known: Repository) -> None:
    text = f"---\n{POSTMORTEM.replace('Checkout', chr(0))}---\n"
    known.write("postmortems/2026-03-14-checkout-502.md", text.encode())
    assert codes(known) == ["RK004"]


@pytest.mark.parametrize(
    "quoted",
    ["2026-04-01-keys", "Keys were stolen", "[x](../../postmortems/%32026-04-01-keys.md)"],
)
def test_rk605_a_page_that_quotes_what_was_closed_later_is_told(
    known: Repository, quoted: str
) -> None:
    hidden = "title: Keys were stolen\ndate: 2026-04-01\nstatus: draft\nseverity: SEV2\n"
    known.write("postmortems/2026-04-01-keys.md", f"---\n{hidden}visibility: restricted\n---\n")
    page = "title: C\nkind: reading\ndate: 2026-06-10\nstatus: planned\n"
    known.write("docs/circles/2026-06-10-c.md", f"---\n{page}---\n- read it\n- read {quoted}\n")
    assert codes(known) == ["RK605"]


@pytest.mark.parametrize(
    "path",
    ["postmortems/2026-03-15-x.markdown", "postmortems/notes.MD", "postmortems/2026-03-15-x.txt",
     "postmortems/2026-03-14-checkout-502.md~", "postmortems/2026-03-14-checkout-502.md.orig",
     "postmortems/#2026-03-14-checkout-502.md#", "postmortems/2026-03-15-x.html",
     "docs/circles/2026/2026-03-15-x.md", "docs/circles/2026-03-15-x.md.rej",
     "docs/postmortems/2026-03-15-x.md", "docs/postmortems/old.mkd"],
)  # fmt: skip
def test_rk012_what_could_be_taken_for_a_record_is_told(known: Repository, path: str) -> None:
    known.write(path, "---\ntitle: x\n---\n")
    assert codes(known) == ["RK012"]


@pytest.mark.parametrize(
    "path",
    ["postmortems/README.md", "postmortems/TEMPLATE.markdown", "postmortems/log.txt",
     "postmortems/img/pool.png", "docs/circles/slides.pdf", "docs/circles/index.md", "docs/x.md~"],
)  # fmt: skip
def test_other_files_are_taken_for_nothing(known: Repository, path: str) -> None:
    known.write(path, "text\n")
    assert codes(known) == []


@pytest.mark.parametrize(
    "inside",
    ["<script>alert(1)</script>", '<g onload="x"/>', '<a href="javascript:x"><g/></a>',
     '<image href="https://h.example/x.png"/>', "<foreignObject/>", '<use href="//h/x#y"/>',
     "<style>@import url(//h)</style>", '<rect fill="url(https://h/x)"/>', "<not closed",
     '<set attributeName="href" to="javascript:x"/>'],
)  # fmt: skip
def test_rk706_a_drawing_that_does_more_is_told(known: Repository, inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    known.write("postmortems/pool.svg", svg)
    known.write("postmortems/2026-03-14-checkout-502.md", f"---\n{POSTMORTEM}---\n![](pool.svg)\n")
    assert codes(known) == ["RK706"]
    known.write("postmortems/pool.svg", svg.replace(inside, '<rect fill="url(#a)"/>'))
    assert codes(known) == []


def test_rk202_two_files_of_one_name_are_told(known: Repository) -> None:
    known.write("postmortems/2025/2025-06-02-checkout-timeouts.md", EARLIER)
    assert codes(known) == ["RK202"]


@pytest.mark.parametrize(
    "name", ["2025-06-02-x?", "2025-06-02-x.", "2025-06-02-a:b", "CON/2025-06-02-x"]
)
def test_rk802_a_name_that_windows_refuses_is_told(known: Repository, name: str) -> None:
    known.write(f"postmortems/{name}.md", EARLIER)
    assert codes(known) == ["RK802"]


@pytest.mark.parametrize(
    "body",
    ["> " * 60 + "deep\n", "# Heading\n" * 1_001, "word " * 100_001],
    ids=["deep", "many", "long"],
)
def test_rk704_a_text_that_nobody_can_show_is_told(known: Repository, body: str) -> None:
    known.write("postmortems/2026-03-14-checkout-502.md", f"---\n{POSTMORTEM}---\n{body}")
    assert codes(known) == ["RK704"]


# The command


def test_the_command_explains_every_rule(folder: Repository) -> None:
    listed = folder.rindoku("rule")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(RULES)


def test_the_command_shows_why_and_both_examples(folder: Repository) -> None:
    shown = folder.rindoku("rule", "rk306").stdout
    rule = RULES["RK306"]
    assert shown.startswith("RK306 open-item-has-a-due-date (error)")
    for words in (rule.what, rule.why, *rule.bad.splitlines(), *rule.good.splitlines()):
        assert words in shown


def test_an_unknown_rule_is_wrong_usage(folder: Repository) -> None:
    ran = folder.rindoku("rule", "RK999")
    assert ran.exit_code == 2
    assert "RK999" in ran.stderr


@pytest.mark.parametrize("command", ["rule", "rule RK306", "check", "stale", "action list"])
def test_a_python_that_leaves_docstrings_and_assertions_out_says_the_same(
    known: Repository, command: str
) -> None:
    usual = known.rindoku(*command.split())
    known.environment["PYTHONOPTIMIZE"] = "2"

    assert known.rindoku(*command.split()) == usual


# This repository


def test_the_example_records_of_this_repository_break_no_rule() -> None:
    found = check(read_catalog(WorkingTree(Path(__file__).parent.parent)))
    assert [finding for finding in found if finding.severity == "error"] == []


@pytest.mark.parametrize("one", CHECKS.values(), ids=CHECKS)
def test_a_rule_that_looks_at_other_records_asks_for_all_of_them(one: Check) -> None:
    """What the others find is remembered while the file and the policy stay the same."""
    names = one.function.__code__.co_names
    assert not {"catalog", "repository", "history", "today", "now"}.intersection(names)
