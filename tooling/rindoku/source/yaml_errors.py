"""What libyaml complains about, in words for the person who has to mend it."""

from __future__ import annotations

import re

import yaml

from rindoku.findings import Problem
from rindoku.source.decoding import place_at
from rindoku.source.problems import SourceError, Trouble


def syntax_error(text: str, error: yaml.YAMLError) -> SourceError:
    """libyaml's complaint about ``text``, in our words and at the place that helps most."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    problem = f"{getattr(error, 'context', None) or ''} | {getattr(error, 'problem', None) or ''}"
    if "nesting depth" in problem:  # libyaml of 2026 and later counts for itself
        place = place_at(text, mark.index if mark else 0)
        return SourceError(Trouble.YAML_TOO_BIG, Problem(*TOO_DEEP, place))
    message, hint, from_context = _explain(problem)
    best = context_mark if from_context and context_mark else mark
    index = best.index if best else 0
    line = text.rfind("\n", 0, index) + 1
    before = text.rfind("\n", 0, max(0, line - 1)) + 1
    if conflict := _CONFLICT.search(text):
        index, (message, hint) = conflict.start(), _UNMERGED
    elif wide := _WIDE_START.match(text, line):
        index, (message, hint) = wide.end() - 1, WIDE_SPACE
    elif wide := _WIDE_COLON.match(text, line) or _WIDE_COLON.match(text, before):
        index, (message, hint) = wide.end() - 1, _COLON
    elif "did not find expected key" in problem and text[line:index].strip():
        message, hint = _TEXT_AFTER
    return SourceError(Trouble.YAML_SYNTAX, Problem(message, hint, place_at(text, index)))


def _explain(problem: str) -> tuple[str, str, bool]:
    """libyaml's words in ours: message, hint, and whether the context's place is the better one."""
    for fragment, message, hint, from_context in _EXPLANATIONS:
        if fragment in problem:
            return message, hint, from_context
    return "this is not YAML", "quote the text; compare with `rindoku rule RK007`", False


# slips of a keyboard that is switched to Japanese
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_UNMERGED = ("a merge conflict was left here", "choose one side, and delete the marker lines")
_WIDE_START = re.compile(r" *[\u3000\xa0]")
_WIDE_COLON = re.compile(r" *(?:- )?[A-Za-z_]+ ?：")
_COLON = ("a full-width `：` ends no key", "write the plain `:` and a space after it")
WIDE_SPACE = (
    "a line starts with a full-width or a no-break space",
    "indent with the plain spaces of the English keyboard",
)
MERGE = ("`<<` has no meaning here: nothing is merged in", "write the fields out")
MAX_DEPTH = 24
TOO_DEEP = (
    f"nested deeper than {MAX_DEPTH} levels", "records are shallow; is this meant to be here?",
)  # fmt: skip
_TEXT_AFTER = (
    "text stands after a closing quotation mark or bracket",
    "quote the whole text: '[a] b' or 'say \"a\" b'",
)

_EXPLANATIONS = (
    (
        "found character that cannot start any token",
        "a value or line starts with a character that YAML keeps for itself",
        "indent with spaces, never tabs; quote a text that starts with @, ` or %",
        False,
    ),
    (
        "found a tab character",
        "a tab is used for indentation",
        "indent with spaces, never tabs",
        False,
    ),
    (
        "mapping values are not allowed",
        "a `:` stands where YAML expects no further key",
        'quote a text that contains ": ", and check the indentation',
        False,
    ),
    (
        "quoted scalar | found unexpected end of stream",
        "this quotation mark is never closed",
        "add the closing quotation mark",
        True,
    ),
    (
        "while scanning a quoted scalar",
        "this quotation mark is never closed",
        "add the closing quotation mark",
        True,
    ),
    (
        "while parsing a flow sequence",
        "this `[` is never closed, or a comma is missing in the list",
        "separate items with commas and close the list with `]`",
        True,
    ),
    (
        "while parsing a flow mapping",
        "this `{` is never closed, or a comma is missing in it",
        "separate fields with commas and close with `}`",
        True,
    ),
    (
        "could not find expected ':'",
        "a key without a `:`",
        "write `key: value`; is the closing `---` of the front matter missing?",
        True,
    ),
    (
        "did not find expected key",
        "the indentation does not fit the lines before",
        "line the fields of one item up under each other",
        False,
    ),
    (
        "did not find expected '-' indicator",
        "the indentation does not fit the list before",
        "line the items of a list up under each other",
        False,
    ),
    (
        "unknown escape character",
        "a backslash in double quotes starts an escape that does not exist",
        "use single quotes, or write the backslash twice",
        False,
    ),
    (
        "did not find expected alphabetic or numeric",
        "`*` and `&` have a meaning in YAML",
        "quote a text that starts with `*` or `&`",
        True,
    ),
    ("undefined alias", "an alias names no anchor", "quote a text that starts with `*`", False),
    (
        "did not find expected node content",
        "a value is missing here, or starts with a character that YAML keeps for itself",
        "close each `[` and `{`; quote a text that starts with a bracket or a comma",
        False,
    ),
    (
        "block sequence entries are not allowed",
        "a list starts in the middle of a line",
        "begin each entry on a line of its own; quote a text that starts with `- `",
        False,
    ),
    (
        "mapping keys are not allowed",
        "`? ` has a meaning in YAML",
        "quote a text that starts with `? `",
        False,
    ),
    (
        "block scalar",
        "a text stands on the line of `|` or `>`",
        "begin it on the next line, indented; quote a text that starts with `|` or `>`",
        False,
    ),
    (
        "quoted scalar",
        "a backslash in double quotes starts an escape that does not exist",
        "use single quotes, or write the backslash twice",
        False,
    ),
    (
        "found unexpected ':'",
        "a `:` stands where YAML expects no further key",
        "quote a text that contains a `:`",
        False,
    ),
    (
        "<document start>",
        "the data ended before this line: at `...`, or with a line that starts with `%`",
        "delete that line, or quote the text",
        False,
    ),
    ("directive", "a line starts with `%`", "quote a text that starts with `%`", False),
    ("tag", "`!` has a meaning in YAML", "quote a text that starts with `!`", False),
)
