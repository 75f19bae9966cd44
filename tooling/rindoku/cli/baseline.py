"""The findings that were there when a team moved in: a file that says which may wait."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from rindoku.editing.files import put
from rindoku.errors import CannotRunError
from rindoku.findings import Finding
from rindoku.rules.fingerprints import with_fingerprints
from rindoku.saying import say


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write down the findings that may wait, one a line; how many they are."""
    entries = [
        json.dumps({"path": one.path, "code": one.code, "fingerprint": name}, ensure_ascii=False)
        for one, name in with_fingerprints(findings)
    ]
    text = ",\n".join(f"  {entry}" for entry in entries)
    put(path.absolute(), f"[\n{text}\n]\n".encode("utf-8", "backslashreplace"))
    return len(entries)


def new_since(path: Path, findings: Collection[Finding]) -> list[Finding]:
    """The findings that a baseline does not have. Raises CannotRunError where there is none."""
    known = _read(path)
    return [one for one, name in with_fingerprints(findings) if name not in known]


def _read(path: Path) -> set[str]:
    try:
        entries = json.loads(path.read_bytes())
        return {entry["fingerprint"] for entry in entries}
    except FileNotFoundError:
        raise CannotRunError(
            say("there is no baseline %(path)s", path=path),
            say("`rindoku check --baseline %(path)s --write-baseline` writes it", path=path),
        ) from None
    except OSError as error:
        raise CannotRunError(
            say("%(path)s cannot be read: %(error)s", path=path, error=error.strerror)
        ) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise CannotRunError(
            say("%(path)s is no baseline", path=path),
            say("delete it, and write it again with --write-baseline"),
        ) from None
