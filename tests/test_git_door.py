"""Git is asked through one door: outside its room there is no git word, option or command."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import rindoku.git
from rindoku.git import Git
from tests.conftest import PROJECT, Repository

PACKAGE = PROJECT / "tooling/rindoku"
ROOM = PACKAGE / "git"
WRITES_FAST_IMPORT = PACKAGE / "scaffold/fast_import.py"
ELSEWHERE = [path for path in sorted(PACKAGE.rglob("*.py")) if ROOM not in path.parents]
GIT_WORDS = {
    "100644", "100755", "120000", "160000", "HEAD", "blob", "config", "rev-parse", "rev-list",
    "remote", "get-url", "user.name", "cat-file", "ls-tree", "diff-tree", "fast-import",
}  # fmt: skip
QUESTIONS = {name for name, _ in inspect.getmembers(Git, inspect.isfunction) if name[0] != "_"}
ANSWERS = {*QUESTIONS, "folder", "prefix", "settings", "common_folder", "own_folder", "algorithm"}


def nodes(paths: list[Path]) -> Iterator[tuple[Path, ast.AST]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield path.relative_to(PACKAGE), node


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


@pytest.mark.parametrize(
    ("library", "module"),
    [("subprocess", "git/running.py"), ("git", "git/creating.py"), ("gitdb", None)],
)
def test_one_module_starts_git(library: str, module: str | None) -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    users = {p for p, node in nodes(modules) for i in imported(node) if i.split(".")[0] == library}
    assert users == ({Path(module)} if module else set())


def test_others_come_in_through_the_door() -> None:
    names = [(p, name) for p, node in nodes(ELSEWHERE) for name in imported(node)]
    assert [(p, name) for p, name in names if name.startswith("rindoku.git.")] == []


def test_no_git_word_stands_elsewhere() -> None:
    found = [
        (path, node.value)
        for path, node in nodes([path for path in ELSEWHERE if path != WRITES_FAST_IMPORT])
        if isinstance(node, ast.Constant) and node.value in GIT_WORDS
    ]
    assert found == []


def test_git_is_only_asked_the_questions_it_has_and_given_no_option() -> None:
    for path, node in nodes(ELSEWHERE):
        if isinstance(node, ast.Attribute) and is_git(node):
            assert node.attr in ANSWERS, (path, node.lineno)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and is_git(node.func)
        ):
            options = [
                text for text in map(ast.unparse, node.args) if text.startswith(("'-", '"-'))
            ]
            assert options == [], (path, node.lineno)


def is_git(asked: ast.Attribute) -> bool:
    """Whether an attribute is one of a `git` or of a `Git(…)`, as everybody calls them."""
    return ast.unparse(asked.value) == "git" or (
        isinstance(asked.value, ast.Call) and ast.unparse(asked.value.func) == "Git"
    )


def test_the_door_hands_out_answers_and_no_way_to_start_a_command() -> None:
    assert {"text", "stream", "output", "run"}.isdisjoint(QUESTIONS)
    assert not any(name.startswith("Runner") for name in rindoku.git.__all__)


# Who and where


def test_it_knows_who_is_at_work(repository: Repository) -> None:
    repository.git("config", "user.name", "森 美加")
    assert Git(repository.path).user_name() == "森 美加"


def test_nobody_is_at_work_where_the_settings_name_nobody(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    assert Git(repository.path).user_name() is None


def test_it_knows_where_the_repository_came_from(repository: Repository) -> None:
    repository.git("remote", "add", "origin", "https://github.com/acme/shop.git")
    assert Git(repository.path).origin() == "https://github.com/acme/shop.git"


def test_a_repository_that_came_from_nowhere_says_so(repository: Repository) -> None:
    with pytest.raises(rindoku.git.NoGitError, match="No such remote 'origin'"):
        Git(repository.path).origin()
