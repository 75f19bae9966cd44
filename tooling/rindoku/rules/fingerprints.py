"""What tells a finding from others while lines above it come and go."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from rindoku.findings import Finding


def with_fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a name made of its rule, its file and its line's text, not its number.

    The second of two that would be called the same has its number among them in the name.
    """
    seen = Counter[tuple[str, ...]]()
    for finding in findings:
        facts = (finding.code, finding.path, " ".join(finding.source_line.split()))
        seen[facts] += 1
        text = "\0".join((*facts, str(seen[facts])))
        yield finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
