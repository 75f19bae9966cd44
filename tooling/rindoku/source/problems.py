"""Why a file cannot be read as a record. These flow as values: one broken file hides no other."""

from __future__ import annotations

from enum import Enum

from rindoku.findings import Problem, Rule


class Trouble(Enum):
    """The kinds of unreadable. Each is the rule that such a file breaks."""

    NOT_OPENED = Rule("RK001", "regular-file", """
    A record is a regular file that may be read; links and devices are not opened.

    Why: A symbolic link can lead out of the repository and publish what lies there.

    Bad:
        postmortems/2026-03-14-checkout-502.md -> /home/me/notes.md

    Good:
        postmortems/2026-03-14-checkout-502.md (the text itself)
    """)  # fmt: skip
    TOO_LARGE = Rule("RK002", "small-enough", """
    A record is a text of a few pages, not a log of many megabytes.

    Why: Nobody reads a log in a circle, and every tool that touches the file becomes slow.

    Bad:
        30 MB of log lines pasted into the timeline

    Good:
        the ten lines that tell the story, and a link to the log
    """)  # fmt: skip
    ENCODING = Rule("RK003", "utf8", """
    A record is encoded in UTF-8, with or without a byte order mark.

    Why: Git, the site and everybody's editor agree on UTF-8; Shift_JIS and UTF-16 turn into noise.

    Bad:
        a file saved as Shift_JIS

    Good:
        the same file after: iconv -f CP932 -t UTF-8
    """)  # fmt: skip
    CONTROL_CHARACTER = Rule("RK004", "no-control-characters", """
    The front matter has no invisible control characters.

    Why: They come with text pasted from terminals, break YAML readers and hide words from search.

    Bad:
        title: Checkout\\x00 answered 502

    Good:
        title: Checkout answered 502
    """)  # fmt: skip
    NO_FRONT_MATTER = Rule("RK005", "front-matter", """
    A record starts with front matter: a line ``---`` as the very first line.

    Why: Everything that is not prose (who promised what, until when) is kept there.

    Bad:
        ---not-the-first-line
        title: Checkout answered 502 for 38 minutes
        ---

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
    """)  # fmt: skip
    UNCLOSED_FRONT_MATTER = Rule("RK006", "closed-front-matter", """
    The front matter ends with a second line ``---``.

    Why: Without it the whole text would be taken for data.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes

        ## Summary

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---

        ## Summary
    """)  # fmt: skip
    YAML_SYNTAX = Rule("RK007", "yaml", """
    The front matter is YAML (and the policy TOML).

    Why: A file that cannot be read says nothing; its action items would be forgotten.

    Bad:
        title: Checkout: answered 502

    Good:
        title: "Checkout: answered 502"
    """)  # fmt: skip
    NOT_A_MAPPING = Rule("RK008", "mapping", """
    The front matter consists of fields, one `key: value` a line.

    Why: A bare text or a list has no names to look things up by.

    Bad:
        - Checkout answered 502

    Good:
        title: Checkout answered 502
    """)  # fmt: skip
    DUPLICATE_KEY = Rule("RK009", "no-duplicate-keys", """
    No key stands twice in one mapping.

    Why: Of two values most readers silently take the last, and the other is lost.

    Bad:
        severity: SEV2
        severity: SEV3

    Good:
        severity: SEV2
    """)  # fmt: skip
    YAML_EXTRAS = Rule("RK010", "plain-yaml", """
    The front matter is plain data: no tags, no keys made of lists, one document.

    Why: Tags ask a reader to run things; a record only says things.

    Bad:
        tags: !!python/tuple [deploy]

    Good:
        tags: [deploy]
    """)  # fmt: skip
    YAML_TOO_BIG = Rule("RK011", "shallow-yaml", """
    The front matter is shallow and small, also after its aliases are expanded.

    Why: A few lines of aliases can expand to billions of values and stop everyone who reads them.

    Bad:
        tags: [[[[[[[[[[[[[[[[[[[[[[[[[[deploy]]]]]]]]]]]]]]]]]]]]]]]]]]

    Good:
        tags: [deploy]
    """)  # fmt: skip
    LOOKALIKE = Rule("RK012", "no-lookalikes", """
    What looks like a record is one: it ends in `.md`, lies in its folder, and is no left-over.

    Such a file is read by nobody: no rule looks at it, no report tells of its action items, and
    the site does not publish it.

    Why: A copy of a restricted record, or one under a slightly other name, is forgotten there.

    Bad:
        postmortems/2026-03-14-checkout-502.markdown, postmortems/2026-03-14-checkout-502.md.orig

    Good:
        postmortems/2026-03-14-checkout-502.md
    """, "warning")  # fmt: skip


class SourceError(Exception):
    """A file that cannot be read as a record: what kind of trouble, and where."""

    def __init__(self, trouble: Trouble, problem: Problem) -> None:
        super().__init__(problem.message)
        self.trouble = trouble
        self.problem = problem
