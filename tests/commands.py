"""The command line of Rindoku: run in this process, or as a process where that is the point."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from mkdocs.__main__ import cli

from rindoku.cli import main
from tests.hanging import within

SECONDS = 120
"""After that a command is given up: far beyond what any of them takes."""


@dataclass(frozen=True)
class Ran:
    """A finished command."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


def run_here(
    *arguments: str, cwd: Path, environment: Mapping[str, str], stdin: str | bytes | None = None
) -> Ran:
    """Run `rindoku` from its entry point as if it were a process, with no terminal around it.

    What a process would have for itself is given back afterwards. An error that nobody handles
    would be a traceback there; here it fails the test.
    """
    return _as_a_process("rindoku", main, arguments, cwd, environment, stdin)


def build_site(folder: Path, *options: str) -> str:
    """Run `mkdocs build --strict` in a folder; what MkDocs says."""
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    with warnings.catch_warnings():  # MkDocs has its own way with them
        ran = _as_a_process("mkdocs", cli, ("build", "--strict", *options), folder, quiet)
    assert ran.exit_code == 0, ran.stderr
    return ran.stderr


def _as_a_process(
    name: str,
    entry_point: Callable[[], None],
    arguments: tuple[str, ...],
    cwd: Path,
    environment: Mapping[str, str],
    stdin: str | bytes | None = None,
) -> Ran:
    out, err = _stream("<stdout>"), _stream("<stderr>")
    with (
        within(SECONDS),
        chdir(cwd),
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", [name, *map(os.fsdecode, arguments)]),
        mock.patch.object(sys, "stdin", _stream("<stdin>", _bytes(stdin) or b"")),
        redirect_stdout(out),
        redirect_stderr(err),
        _garbage_collected_as_before(),
        pytest.raises(SystemExit) as ended,
    ):
        entry_point()
    assert isinstance(ended.value.code, int)
    return Ran(ended.value.code, _text(out), _text(err))


def run_process(
    *arguments: str, cwd: Path, environment: Mapping[str, str], stdin: str | bytes | None = None
) -> Ran:
    """Run `python -m rindoku`: for what only a process shows, as PYTHON* variables and imports."""
    ran = subprocess.run(
        [sys.executable, "-m", "rindoku", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        input=_bytes(stdin),
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@contextmanager
def _garbage_collected_as_before() -> Iterator[None]:
    """The command line switches it off for its own short life."""
    try:
        yield
    finally:
        gc.enable()


def _stream(name: str, content: bytes = b"") -> io.TextIOWrapper:
    raw = io.BytesIO(content)
    raw.name = name
    return io.TextIOWrapper(raw, encoding="utf-8")


def _bytes(text: str | bytes | None) -> bytes | None:
    return text.encode() if isinstance(text, str) else text


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()
