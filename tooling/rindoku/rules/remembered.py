"""What rules found in a record that ask for nothing beside it: found out once for each content."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, Self

from rindoku.findings import Finding, Place
from rindoku.memory.shelf import Shelf
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.policy_file import PolicyFile
from rindoku.reading.remembered import name_of
from rindoku.rules.silences import Silence
from rindoku.saying import from_plain, to_plain


class Own(NamedTuple):
    """What was found in a file alone, where its body links to here, and what it silences."""

    findings: list[Finding]
    links: list[tuple[str, Place]]
    silences: list[Silence]


class RememberedFindings:
    """The findings in the files of one repository, under one policy."""

    def __init__(self, shelf: Shelf) -> None:
        """Take the shelf on which they are kept."""
        self._shelf = shelf

    @classmethod
    def of(cls, catalog: Catalog) -> Self | None:
        """Those of a catalog; None where it has no memory."""
        if catalog.remembered is None:
            return None
        return cls(catalog.remembered.memory.shelf("findings", *_facts(catalog.policy_file)))

    def find(self, file: RecordFile[Any]) -> Own | None:
        """What was found in a file of that content; None where that is not remembered."""
        blob = file.blob
        text = self._shelf.get(name_of(file.path, blob)) if blob else None
        if text is None:
            return None
        try:
            found, links, silenced = json.loads(text)
            return Own(
                [_from_plain(file.path, *one) for one in found],
                [(link, Place(*place)) for link, place in links],
                [_silence(*one) for one in silenced],
            )
        except (ValueError, TypeError, KeyError):
            return None

    def keep(self, file: RecordFile[Any], found: Own) -> None:
        """Remember what was found in a file, if the name of its content is known."""
        blob = file.blob
        if blob is not None:
            plain = [_to_plain(one) for one in found.findings], found.links, found.silences
            text = json.dumps(plain, separators=(",", ":"))
            self._shelf.put(name_of(file.path, blob), text.encode())


def _facts(policy: PolicyFile) -> tuple[str, ...]:
    """All that rules can know of a policy."""
    wrong = "" if policy.error is None else policy.error.problem.message
    return str(policy.path), policy.text, wrong


def _silence(codes: list[str], first: int, last: int, place: list[int], says_why: bool) -> Silence:
    return Silence(tuple(codes), first, last, Place(*place), says_why)


def _to_plain(finding: Finding) -> list[Any]:
    said = to_plain(finding.message), to_plain(finding.hint)
    return [finding.place, finding.code, finding.severity, *said, finding.source_line]


def _from_plain(
    path: str, place: list[int], code: str, severity: Any, message: Any, hint: Any, line: str
) -> Finding:
    said = from_plain(message), from_plain(hint)
    return Finding(path, Place(*place), code, severity, *said, line)
