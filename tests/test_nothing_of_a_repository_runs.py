"""Whatever a repository's own settings name, no command but a person's own commit runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import build_site
from tests.conftest import POSTMORTEM, Repository

PROGRAM = "{run}"
SETTINGS = {
    "core.fsmonitor": PROGRAM,
    "core.hooksPath": "{hooks}",
    "core.sshCommand": PROGRAM,
    "core.gitProxy": PROGRAM,
    "core.editor": PROGRAM,
    "core.pager": PROGRAM,
    "core.askPass": PROGRAM,
    "core.alternateRefsCommand": PROGRAM,
    "core.attributesFile": "{attributes}",
    "core.untrackedCache": "true",
    "core.splitIndex": "true",
    "core.commitGraph": "true",
    "core.precomposeUnicode": "true",
    "core.quotePath": "true",
    "core.worktree": "{elsewhere}",
    "diff.external": PROGRAM,
    "diff.x.command": PROGRAM,
    "diff.x.textconv": PROGRAM,
    "diff.x.cachetextconv": "true",
    "diff.x.binary": "false",
    "diff.tool": "x",
    "diff.renames": "copies",
    "diff.noprefix": "true",
    "diff.ignoreSubmodules": "none",
    "difftool.x.cmd": PROGRAM,
    "mergetool.x.cmd": PROGRAM,
    "merge.x.driver": PROGRAM,
    "merge.tool": "x",
    "filter.x.clean": PROGRAM,
    "filter.x.smudge": PROGRAM,
    "filter.x.process": PROGRAM,
    "filter.x.required": "true",
    "gpg.program": PROGRAM,
    "gpg.ssh.program": PROGRAM,
    "gpg.x509.program": PROGRAM,
    "gpg.ssh.defaultKeyCommand": PROGRAM,
    "gpg.format": "ssh",
    "commit.gpgSign": "true",
    "tag.gpgSign": "true",
    "log.showSignature": "true",
    "credential.helper": "!{run}",
    "credential.https://example.com.helper": "!{run}",
    "pager.log": PROGRAM,
    "pager.diff": PROGRAM,
    "pager.diff-tree": PROGRAM,
    "interactive.diffFilter": PROGRAM,
    "sequence.editor": PROGRAM,
    "alias.log": "!{run}",
    "alias.rev-parse": "!{run}",
    "alias.cat-file": "!{run}",
    "alias.diff-tree": "!{run}",
    "remote.origin.url": "ext::{run}",
    "remote.origin.uploadpack": PROGRAM,
    "remote.origin.promisor": "true",
    "remote.origin.vcs": "x",
    "protocol.ext.allow": "always",
    "uploadpack.packObjectsHook": PROGRAM,
    "submodule.x.update": "!{run}",
    "submodule.recurse": "true",
    "trailer.x.command": PROGRAM,
    "trailer.x.cmd": PROGRAM,
    "web.browser": "x",
    "browser.x.cmd": PROGRAM,
    "man.x.cmd": PROGRAM,
    "sendemail.smtpServer": PROGRAM,
    "instaweb.httpd": PROGRAM,
    "extensions.partialClone": "origin",
    "include.path": "{included}",
    "init.templateDir": "{hooks}",
    "trace2.eventTarget": "{trace}",
    "receive.procReceiveRefs": "refs",
    "gc.recentObjectsHook": PROGRAM,
}
COMMANDS = [
    ("check",), ("stale",), ("stale", "--as-of", "2026-04-01"), ("action", "list"),
    ("action", "show", "A1"), ("action", "drop", "A1", "--reason", "gone", "--dry-run"),
    ("circle", "due"), ("circle", "plan", "reading", "--dry-run"), ("new", "Search was empty"),
    ("action", "reschedule", "A1", "2027-01-01"),
]  # fmt: skip


@pytest.fixture
def hostile(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Repository, Path]:
    """A repository whose settings and attributes name a program wherever they can."""
    outside = tmp_path_factory.mktemp("outside")
    run, ran = outside / "run", outside / "ran"
    run.write_text(f'#!/bin/sh\necho "$0 $*" >> {ran}\ncat\n')
    run.chmod(0o755)
    hooks = outside / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "post-checkout", "reference-transaction", "post-index-change",
                 "fsmonitor-watchman", "post-rewrite", "pre-auto-gc", "commit-msg"):  # fmt: skip
        (hooks / name).write_text(run.read_text())
        (hooks / name).chmod(0o755)
    (outside / "attributes").write_text("* filter=x diff=x merge=x\n")
    (outside / "included").write_text(f"[core]\n\tpager = {run}\n[diff]\n\texternal = {run}\n")
    repository.write("mkdocs.yml", MKDOCS)
    repository.write(
        "rindoku.toml", '[[programs]]\nname = "reading"\nkind = "reading"\nevery = "1 year"\n'
    )
    repository.write("docs/about.md", "# About\n")
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    repository.commit("2026-03-15")
    repository.write(".gitattributes", "* filter=x diff=x merge=x\n")
    places = {"run": run, "trace": ran, **{one.name: one for one in outside.iterdir()}}
    for name, value in SETTINGS.items():
        if name not in ("core.worktree", "extensions.partialClone"):
            repository.git("config", name, value.format(**places, elsewhere=outside))
    ran.unlink(missing_ok=True)
    return repository, ran


def test_there_are_enough_settings() -> None:
    assert len(SETTINGS) >= 60


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_runs_what_a_repository_names(
    hostile: tuple[Repository, Path], command: tuple[str, ...]
) -> None:
    repository, ran = hostile
    done = repository.rindoku(*command)
    assert done.exit_code in (0, 1), done.stderr
    assert not ran.exists() or ran.read_text() == ""


def test_no_build_of_the_site_does(hostile: tuple[Repository, Path]) -> None:
    repository, ran = hostile
    build_site(repository.path)
    assert not ran.exists() or ran.read_text() == ""


MKDOCS = (Path(__file__).parent.parent / "tooling/rindoku/scaffold/files/mkdocs.yml").read_text()
