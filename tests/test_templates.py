"""Templates are read and changed like code: no line too long to be seen whole."""

from __future__ import annotations

from pathlib import Path

LONGEST = 120
TEMPLATES = Path(__file__).parent.parent / "tooling" / "rindoku"


def test_no_line_of_a_template_is_longer_than_a_reader_sees_at_once() -> None:
    long = [
        f"{template.relative_to(TEMPLATES)}:{number}"
        for template in TEMPLATES.rglob("*.jinja")
        for number, line in enumerate(template.read_text().splitlines(), 1)
        if len(line) > LONGEST
    ]

    assert long == []
