"""What libyaml complains about, in words for the person who has to mend it."""

from __future__ import annotations

import re

import yaml

from rindoku.findings import Problem
from rindoku.saying import say
from rindoku.source.decoding import place_at
from rindoku.source.mended import mended
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
    elif wide := _WIDE_AFTER.match(text, line) or _WIDE_AFTER.match(text, before):
        index, message = wide.end() - 1, _WIDE_GAP
    elif "did not find expected key" in problem and text[line:index].strip():
        message, hint = _TEXT_AFTER
    if (right := mended(text, index)) is not None:
        form = say("quote it: `%(line)s`", line=right.line)
        hint = form if right.is_quoted else say("write `%(line)s`", line=right.line)
    return SourceError(Trouble.YAML_SYNTAX, Problem(message, hint, place_at(text, index)))


def _explain(problem: str) -> tuple[str, str, bool]:
    """libyaml's words in ours: message, hint, and whether the context's place is the better one."""
    for fragment, message, hint, from_context in _EXPLANATIONS:
        if fragment in problem:
            return message, hint, from_context
    return say("this is not YAML"), say("quote the text; compare with `rindoku rule RK007`"), False


# slips of a keyboard that is switched to Japanese
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_UNMERGED = (
    say("a merge conflict was left here"),
    say("choose one side, and delete the marker lines"),
)
_WIDE_START = re.compile(r" *[\u3000\xa0]")
_WIDE_COLON = re.compile(r" *(?:- )?[A-Za-z_]+ ?：")
_COLON = (say("a full-width `：` ends no key"), say("write the plain `:` and a space after it"))
_WIDE_AFTER = re.compile(r" *(?:- )?[A-Za-z_]+:[\u3000\xa0]")
_WIDE_GAP = say("a full-width or a no-break space stands after the `:`")
WIDE_SPACE = (
    say("a line starts with a full-width or a no-break space"),
    say("indent with the plain spaces of the English keyboard"),
)
MERGE = (say("`<<` has no meaning here: nothing is merged in"), say("write the fields out"))
MAX_DEPTH = 24
TOO_DEEP = (
    say("nested deeper than %(max_depth)s levels", max_depth=MAX_DEPTH),
    say("records are shallow; is this meant to be here?"),
)
_TEXT_AFTER = (
    say("text stands after a closing quotation mark or bracket"),
    say("quote the whole text: '[a] b' or 'say \"a\" b'"),
)

_EXPLANATIONS = (
    (
        "found character that cannot start any token",
        say("a value or line starts with a character that YAML keeps for itself"),
        say("indent with spaces, never tabs; quote a text that starts with @, ` or %"),
        False,
    ),
    (
        "found a tab character",
        say("a tab is used for indentation"),
        say("indent with spaces, never tabs"),
        False,
    ),
    (
        "mapping values are not allowed",
        say("a `:` stands where YAML expects no further key"),
        say('quote a text that contains ": ", and check the indentation'),
        False,
    ),
    (
        "quoted scalar | found unexpected end of stream",
        say("this quotation mark is never closed"),
        say("add the closing quotation mark"),
        True,
    ),
    (
        "while scanning a quoted scalar",
        say("this quotation mark is never closed"),
        say("add the closing quotation mark"),
        True,
    ),
    (
        "while parsing a flow sequence",
        say("this `[` is never closed, or a comma is missing in the list"),
        say("separate items with commas and close the list with `]`"),
        True,
    ),
    (
        "while parsing a flow mapping",
        say("this `{` is never closed, or a comma is missing in it"),
        say("separate fields with commas and close with `}`"),
        True,
    ),
    (
        "could not find expected ':'",
        say("a key without a `:`"),
        say("write `key: value`; is the closing `---` of the front matter missing?"),
        True,
    ),
    (
        "did not find expected key",
        say("the indentation does not fit the lines before"),
        say("line the fields of one item up under each other"),
        False,
    ),
    (
        "did not find expected '-' indicator",
        say("the indentation does not fit the list before"),
        say("line the items of a list up under each other"),
        False,
    ),
    (
        "unknown escape character",
        say("a backslash in double quotes starts an escape that does not exist"),
        say("use single quotes, or write the backslash twice"),
        False,
    ),
    (
        "did not find expected alphabetic or numeric",
        say("`*` and `&` have a meaning in YAML"),
        say("quote a text that starts with `*` or `&`"),
        True,
    ),
    (
        "undefined alias",
        say("an alias names no anchor"),
        say("quote a text that starts with `*`"),
        False,
    ),
    (
        "did not find expected node content",
        say("a value is missing here, or starts with a character that YAML keeps for itself"),
        say("close each `[` and `{`; quote a text that starts with a bracket or a comma"),
        False,
    ),
    (
        "block sequence entries are not allowed",
        say("a list starts in the middle of a line"),
        say("begin each entry on a line of its own; quote a text that starts with `- `"),
        False,
    ),
    (
        "mapping keys are not allowed",
        say("`? ` has a meaning in YAML"),
        say("quote a text that starts with `? `"),
        False,
    ),
    (
        "block scalar",
        say("a text stands on the line of `|` or `>`"),
        say("begin it on the next line, indented; quote a text that starts with `|` or `>`"),
        False,
    ),
    (
        "quoted scalar",
        say("a backslash in double quotes starts an escape that does not exist"),
        say("use single quotes, or write the backslash twice"),
        False,
    ),
    (
        "found unexpected ':'",
        say("a `:` stands where YAML expects no further key"),
        say("quote a text that contains a `:`"),
        False,
    ),
    (
        "<document start>",
        say("the data ended before this line: at `...`, or with a line that starts with `%`"),
        say("delete that line, or quote the text"),
        False,
    ),
    ("directive", say("a line starts with `%`"), say("quote a text that starts with `%`"), False),
    ("tag", say("`!` has a meaning in YAML"), say("quote a text that starts with `!`"), False),
)
