"""The one door to git. GitPython starts it and streams; nothing from the repository is run.

External diffs, text conversions, hooks and the file system monitor are switched off for every
call, replacement objects and grafts are ignored, and of git's variables around us only those that
say who somebody is and where the settings lie have an effect: a report means the same everywhere.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # a missing git is told by us, not on import

import git
from git.exc import GitCommandNotFound, GitError

from rindoku.git.environment import ENVIRONMENT, own_environment
from rindoku.source.tree import MAX_BYTES

_SAFE = (
    "-c", "advice.graftFileDeprecated=false",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "core.splitIndex=false",
    "-c", "diff.external=",
    "-c", "diff.renameLimit=1000",
    "-c", "log.showSignature=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
_DIFF_TREE = (
    "diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--relative",
    "--no-ext-diff", "--no-textconv", "--no-abbrev", "-M",
)  # fmt: skip
_NOBODY = {
    f"GIT_{role}_{what}": "-" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


class NoGitError(Exception):
    """There is no history to read: the message says why, in words for the person running this."""


class _EndedEarlyError(Exception):
    """A command's output ended before the answer; why is on its standard error."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as the history needs it. ``time`` is the committer's, in seconds since 1970."""

    id: str
    parents: tuple[str, ...]
    time: int
    author: str


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit to be made. ``parents`` are numbers of commits in the same list.

    ``changed`` is the difference from the first parent: new contents, None for removed files.
    """

    message: str
    author: str
    committer: str
    at: datetime
    changed: Mapping[str, bytes | None]
    parents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file in a commit's tree."""

    mode: str
    blob: str
    path: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed. ``status`` is git's letter; a rename has an ``old_path``."""

    status: str
    mode: str
    blob: str
    path: str
    old_path: str | None = None


class Git:
    """Git commands for one folder inside a repository; paths are relative to that folder."""

    def __init__(self, folder: Path) -> None:
        """Open the repository around ``folder``. Raises NoGitError where there is none."""
        try:
            with own_environment():
                around = git.Repo(folder, search_parent_directories=True, expand_vars=False)
        except GitError:
            raise NoGitError("this folder is in no git repository") from None
        with around:
            self.common_folder = Path(around.common_dir)
            """Where git keeps what all worktrees of the repository share."""
            self.own_folder = Path(around.git_dir)
            """Where git keeps what belongs to this worktree alone."""
            self.prefix = _place(
                folder.resolve(), Path(around.working_tree_dir or folder).resolve()
            )
            """The folder's place in its repository; empty at the top."""
        self.folder = folder
        self._git = git.Git(folder)
        self._environment = dict(ENVIRONMENT)

    def text(self, *arguments: str, stdin: bytes | None = None) -> str:
        """The output of a short command, stripped. Raises NoGitError with git's own reason."""
        with self.stream(*arguments) as (into, out):
            if stdin is not None:
                into.write(stdin)
            into.close()
            return out.read().decode("utf-8", "replace").strip()

    @contextmanager
    def stream(self, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """A running command's standard input and output. Raises NoGitError if it fails."""
        try:
            command = ["git", *_SAFE, *arguments]
            with own_environment():
                process: Any = self._git.execute(
                    command, as_process=True, istream=-1, env=self._environment
                )
        except GitCommandNotFound:
            raise NoGitError("git is not installed, or not on the PATH") from None
        try:
            try:
                yield process.stdin, process.stdout
                ended_early = False
            except _EndedEarlyError:
                ended_early = True
            error = process.stderr.read()
            if process.proc.wait() != 0 or ended_early:
                raise NoGitError(_reason(error) or ("git ended early" if ended_early else ""))
        finally:
            process.proc.kill()
            process.proc.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                pipe.close()

    def head(self) -> str | None:
        """The commit that HEAD names, or None where nothing is committed yet."""
        try:
            return self.text("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        except NoGitError as error:
            if str(error):
                raise
            return None

    def cuts(self) -> frozenset[str]:
        """The commits at which a shallow clone was cut: their parents are missing here."""
        try:
            return frozenset((self.common_folder / "shallow").read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    def commits(self, head: str, since: str | None = None) -> list[Commit]:
        """All commits that ``head`` reaches and ``since`` does not, newest first."""
        fields = "%H%x00%P%x00%ct%x00%an"
        revisions = [head, f"^{since}"] if since else [head]
        command = ("rev-list", "--encoding=UTF-8", f"--format={fields}", *revisions, "--")
        with self.stream(*command) as (into, out):
            into.close()
            # every other line only repeats the commit's name
            return [_commit(line) for line in islice(out, 1, None, 2)]

    def entries(self, tree: str, folders: Iterable[str]) -> list[TreeEntry]:
        """The files at or below some folders in a commit or tree."""
        out = os.fsdecode(self._bytes("ls-tree", "-r", "-z", tree, "--", *folders))
        entries = []
        for record in out.split("\0")[:-1]:
            facts, _, path = record.partition("\t")
            mode, _, blob = facts.split(" ")
            entries.append(TreeEntry(mode, blob, path))
        return entries

    def left_out(self, folders: Iterable[str]) -> frozenset[str]:
        """The files at or below some folders that a sparse checkout leaves out."""
        listed = self._bytes("ls-files", "-t", "-z", "--", *folders).split(b"\0")
        return frozenset(os.fsdecode(line[2:]) for line in listed if line.startswith(b"S "))

    def changes(
        self, pairs: Iterable[tuple[str, str | None]], folders: Iterable[str]
    ) -> Iterator[tuple[str, list[FileChange]]]:
        """What each commit (or tree) changed against its parent, in the order asked for.

        One process for all of them. A pair without a parent is compared with nothing.
        Renames are told by git's own detection.
        """
        with self.stream(*_DIFF_TREE, "--", *folders) as (into, out):
            lines = (f"{new} {old}\n" if old else f"{new}\n" for new, old in pairs)
            writer = _Writer(into, (line.encode("ascii") for line in lines))
            yield from _parse_changes(_split_nul(out))
            writer.finish()

    @contextmanager
    def blobs(self, names: Iterable[str]) -> Iterator[Iterator[bytes | None]]:
        """The content of each blob, in order, through one process.

        None stands for a blob beyond the size of any record; one that is missing raises NoGitError,
        for without it no life is told right. The names may come from another running command:
        they are asked for while the answers are read, exactly one answer for each name.
        """
        with self.stream("cat-file", "--batch", "--buffer") as (into, out):
            writer = _Writer(into, (f"{name}\n".encode("ascii") for name in names))
            yield _contents(out)
            writer.finish()

    def snapshot(
        self, head: str | None, removed: Iterable[str], written: Mapping[str, bytes], scratch: Path
    ) -> str:
        """A commit on top of ``head`` that is what the working tree would be if it were committed.

        Its objects go to ``scratch``, a folder of the caller's; the repository is not touched.
        So git's own comparison and rename detection see uncommitted changes too.
        """
        objects = self.text("rev-parse", "--path-format=absolute", "--git-path", "objects")
        self._environment |= {
            "GIT_INDEX_FILE": str(scratch / "index"),
            "GIT_OBJECT_DIRECTORY": str(scratch),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": _quoted(objects),
            **_NOBODY,
        }
        self.text("read-tree", head or "--empty")
        entries = [f"0 {'0' * len(head or '')}\t{self.prefix}{path}" for path in removed]
        for path, content in written.items():
            blob = self.text("hash-object", "-w", "--stdin", "--no-filters", stdin=content)
            entries.append(f"100644 {blob}\t{self.prefix}{path}")
        index = "".join(f"{entry}\0" for entry in entries)
        self.text("update-index", "-z", "--index-info", stdin=os.fsencode(index))
        parent = ("-p", head) if head else ()
        return self.text("commit-tree", self.text("write-tree"), *parent, "-m", "-")

    def _bytes(self, *arguments: str) -> bytes:
        with self.stream(*arguments) as (into, out):
            into.close()
            return out.read()


def create_repository(folder: Path, commits: Iterable[NewCommit]) -> None:
    """Make a repository with these commits on `main`, and check the last one out."""
    with own_environment():
        git.Repo.init(folder, initial_branch="main").close()
    here = Git(folder)
    with here.stream("fast-import", "--quiet") as (into, _):
        for number, commit in enumerate(commits):
            into.write(_fast_import(number, commit))
        into.close()
    here.text("reset", "--hard", "--quiet")


class _Writer(threading.Thread):
    """Feeds a process while its output is read; an error waits until it can be raised."""

    def __init__(self, into: IO[bytes], lines: Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self.into, self.lines = into, lines
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.into.writelines(self.lines)
            self.into.close()
        except BrokenPipeError:
            pass  # the process ended early and will say why itself
        except Exception as error:
            self.error = error
            self.into.close()

    def finish(self) -> None:
        self.join()
        if self.error is not None:
            raise self.error


def _fast_import(number: int, commit: NewCommit) -> bytes:
    when = f"{int(commit.at.timestamp())} {commit.at:%z}"
    lines = [
        "commit refs/heads/main",
        f"mark :{number + 1}",
        f"author {commit.author} <{_address(commit.author)}> {when}",
        f"committer {commit.committer} <{_address(commit.committer)}> {when}",
    ]
    out = "\n".join(lines).encode("utf-8") + _data(b"\n", commit.message.encode("utf-8"))
    for parent, word in zip(commit.parents, ("from", "merge"), strict=False):
        out += f"{word} :{parent + 1}\n".encode("ascii")
    for path, content in commit.changed.items():
        name = path.encode("utf-8")
        if content is None:
            out += b"D " + name + b"\n"
        else:
            out += b"M 100644 inline " + name + _data(b"\n", content)
    return out + b"\n"


def _data(before: bytes, content: bytes) -> bytes:
    return before + f"data {len(content)}\n".encode("ascii") + content + b"\n"


def _address(name: str) -> str:
    return f"{name.split()[0].lower()}@example.com"


def _commit(line: bytes) -> Commit:
    name, parents, time, author = line.decode("utf-8", "replace").rstrip("\n").split("\0", 3)
    names = tuple(map(sys.intern, parents.split()))
    return Commit(sys.intern(name), names, int(time or 0), sys.intern(author))


def _split_nul(out: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := cast("io.BufferedReader", out).read1(1 << 16):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _parse_changes(tokens: Iterator[bytes]) -> Iterator[tuple[str, list[FileChange]]]:
    commit, changes = "", list[FileChange]()
    for token in tokens:
        if not token.startswith(b":"):
            if changes:
                yield commit, changes
            commit, changes = token.decode("ascii"), []
            continue
        _, mode, _, blob, status = token.decode("ascii").split(" ")
        path = os.fsdecode(next(tokens))
        if status[0] in "RC":
            changes.append(FileChange(status[0], mode, blob, os.fsdecode(next(tokens)), path))
        else:
            changes.append(FileChange(status[0], mode, blob, path))
    if changes:
        yield commit, changes


def _contents(out: IO[bytes]) -> Iterator[bytes | None]:
    while header := out.readline():
        facts = header.split()
        if facts[-1] == b"missing":
            raise NoGitError("parts of it are missing: the clone is partial or damaged")
        content = out.read(int(facts[2]))
        out.read(1)
        yield content if len(content) <= MAX_BYTES else None
    raise _EndedEarlyError


def _place(folder: Path, top: Path) -> str:
    """A folder's path below another, ready to be put before a path in it."""
    below = folder.relative_to(top).parts if folder.is_relative_to(top) else ()
    return "".join(f"{part}/" for part in below)


def _reason(error: bytes) -> str:
    """Git's first line of complaint, without its prefix; a warning only for want of another."""
    lines = error.decode("utf-8", "replace").strip().split("\n")
    line = next((line for line in lines if not line.startswith("warning: ")), lines[0])
    return line.removeprefix("fatal: ").removeprefix("error: ")


def _quoted(path: str) -> str:
    """A path in a list of paths, where a bare colon would end it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
