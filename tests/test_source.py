"""A file becomes text, data and places, or one error that says where it went wrong."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from rindoku.findings import FieldPath, Place
from rindoku.source.document import Document, read_document
from rindoku.source.problems import SourceError, Trouble
from rindoku.source.tree import WorkingTree

JAPANESE = "---\ntitle: 決済が失敗した\ndate: 2026-03-14\n---\n"


def read(text: str | bytes) -> Document:
    return read_document("x.md", text if isinstance(text, bytes) else text.encode())


def value(written: str) -> object:
    """The value of a field that is written like this."""
    document = read(f"---\nfield: {written}\n---\n")
    assert document.error is None, document.error
    return document.data["field"]


def trouble(text: str | bytes) -> tuple[Trouble, Place]:
    """What is wrong with a file, and where."""
    error = read(text).error
    assert error is not None
    assert isinstance(error.problem.at, Place)
    return error.trouble, error.problem.at


def marked(text: str, at: FieldPath) -> tuple[Place, Place]:
    """Where a field stands, and where ``▸`` in the text says it should."""
    before = text[: text.index("▸")]
    expected = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return read(text.replace("▸", "")).place(at), expected


# A value means what the person wrote


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "true", "10:02", "010", "0x1F", "1_000", "1e3", ".5", "2026-03-14"]
)
def test_a_scalar_is_its_own_text(word: str) -> None:
    assert value(word) == word


@pytest.mark.parametrize("nothing", ["", "~", "null", "# only a comment"])
def test_only_null_and_nothing_at_all_are_null(nothing: str) -> None:
    assert value(nothing) is None


@pytest.mark.parametrize("quoted", ['""', "''", '"~"', "'null'"])
def test_a_quoted_null_is_a_text(quoted: str) -> None:
    assert value(quoted) == quoted[1:-1]


def test_keys_are_texts_too() -> None:
    assert read("---\nno: a\n010: b\n~: c\n---\n").data == {"no": "a", "010": "b", "~": "c"}


def test_lists_and_mappings_nest_in_both_styles() -> None:
    assert value("[a, {b: [c, d]}]") == ["a", {"b": ["c", "d"]}]
    assert value("\n  - a\n  - b:\n      - c\n      - d") == ["a", {"b": ["c", "d"]}]


def test_a_block_of_text_keeps_its_lines() -> None:
    assert value("|\n  first\n  second\n") == "first\nsecond\n"


def test_an_alias_is_the_value_of_its_anchor() -> None:
    assert read('---\na: &who "@ken"\nb: *who\n---\n').data == {"a": "@ken", "b": "@ken"}


def test_a_line_break_of_unicode_inside_a_value_stays_there() -> None:
    assert value('"a\u2028b\u2029c\x85d"') == "a\u2028b\u2029c\x85d"


def test_a_tag_for_a_text_may_stay() -> None:
    assert value("!!str 12") == "12"


def test_a_hash_belongs_to_a_word_unless_a_space_is_before_it() -> None:
    assert value("2026-03-14-checkout-502#A2") == "2026-03-14-checkout-502#A2"
    assert value("2026-03-14-checkout-502 #A2") == "2026-03-14-checkout-502"


# Front matter and body


def test_the_body_starts_after_the_second_line_of_three_dashes() -> None:
    document = read("---\ntitle: a\n---\n## Summary\n---\nmore\n")
    assert document.data == {"title": "a"}
    assert document.body == "\n## Summary\n---\nmore\n"


def test_spaces_after_the_three_dashes_do_no_harm() -> None:
    assert read("---  \ntitle: a\n---\t\nbody").data == {"title": "a"}


def test_three_dashes_inside_a_block_of_text_end_nothing() -> None:
    assert read("---\nnote: |\n  ---\n  a\n---\n").data == {"note": "---\na\n"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_file_may_end_at_its_last_dash(line_end: str) -> None:
    assert read(f"---{line_end}title: a{line_end}---").data == {"title": "a"}


def test_line_ends_and_byte_order_mark_change_no_data() -> None:
    expected = read(JAPANESE).data
    assert read(JAPANESE.replace("\n", "\r\n")).data == expected
    assert read(codecs.BOM_UTF8 + JAPANESE.encode()).data == expected


NO_FRONT_MATTER: dict[str, tuple[str, Trouble]] = {
    "nothing": ("", Trouble.NO_FRONT_MATTER),
    "a blank first line": ("\n---\ntitle: a\n---\n", Trouble.NO_FRONT_MATTER),
    "a space before the dashes": (" ---\ntitle: a\n---\n", Trouble.NO_FRONT_MATTER),
    "four dashes": ("----\ntitle: a\n----\n", Trouble.NO_FRONT_MATTER),
    "TOML": ('+++\ntitle = "a"\n+++\n', Trouble.NO_FRONT_MATTER),
    "dashes alone": ("---", Trouble.UNCLOSED_FRONT_MATTER),
    "no second dashes": ("---\ntitle: a\n", Trouble.UNCLOSED_FRONT_MATTER),
    "indented second dashes": ("---\ntitle: a\n ---\n", Trouble.UNCLOSED_FRONT_MATTER),
    "nothing between": ("---\n---\n", Trouble.NOT_A_MAPPING),
    "a comment between": ("---\n# soon\n---\n", Trouble.NOT_A_MAPPING),
}


@pytest.mark.parametrize(
    ("text", "kind"),
    NO_FRONT_MATTER.values(),
    ids=NO_FRONT_MATTER,
)
def test_front_matter_that_is_not_there_is_told_on_the_first_line(text: str, kind: Trouble) -> None:
    assert trouble(text) == (kind, Place(1))


# Encodings


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("shift_jis", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_another_encoding_is_named(encoding: str, name: str) -> None:
    error = read(JAPANESE.encode(encoding)).error
    assert error is not None
    assert error.trouble is Trouble.ENCODING
    assert name in error.problem.message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_plain_english_is_recognised_without_a_mark(encoding: str) -> None:
    assert trouble("---\ntitle: a\n---\n".encode(encoding))[0] is Trouble.ENCODING


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_the_first_byte_that_is_not_utf8_is_the_place(encoding: str) -> None:
    assert trouble("---\ntitle: Café\n---\n".encode(encoding)) == (Trouble.ENCODING, Place(2, 11))


def test_a_body_in_another_encoding_is_told_at_its_own_line() -> None:
    raw = b"---\ntitle: a\n---\n" + "# x\n概要です\n".encode("shift_jis")
    assert trouble(raw) == (Trouble.ENCODING, Place(5))


def test_a_hint_for_windows_japanese_works_for_circled_numbers_too() -> None:
    """Shift_JIS as Windows writes it has signs that iconv knows as CP932 only."""
    error = read("---\ntitle: ①決済が失敗した\n---\n".encode("cp932")).error
    assert error is not None
    assert "iconv -f CP932" in error.problem.hint


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x08", "\x7f", "\ufeff"])
def test_a_control_character_is_told_where_it_hides(character: str) -> None:
    text = f"---\ntitle: a\ntags: [b{character}]\n---\n"
    assert trouble(text) == (Trouble.CONTROL_CHARACTER, Place(3, 9))


def test_a_file_with_the_line_ends_of_an_old_mac_is_told_so() -> None:
    error = read(JAPANESE.replace("\n", "\r")).error
    assert error is not None
    assert "CR" in error.problem.message + error.problem.hint


# YAML that is no plain data


NOT_PLAIN: dict[str, tuple[str, Trouble, Place]] = {
    "a key twice": ("a: 1\nb: 2\na: 3\n", Trouble.DUPLICATE_KEY, Place(4)),
    "a quoted key twice": ('a: 1\n"a": 3\n', Trouble.DUPLICATE_KEY, Place(3)),
    "a key twice in braces": ("x: {a: 1, a: 2}\n", Trouble.DUPLICATE_KEY, Place(2, 11)),
    "a key twice in a list": ("x:\n  - a: 1\n    a: 2\n", Trouble.DUPLICATE_KEY, Place(4, 5)),
    "a tag": ("x: !!int 12\n", Trouble.YAML_EXTRAS, Place(2, 4)),
    "a tag of one's own": ("x: !important a\n", Trouble.YAML_EXTRAS, Place(2, 4)),
    "a tag on a key": ("!!int 12: a\n", Trouble.YAML_EXTRAS, Place(2)),
    "a list as a key": ("[a, b]: c\n", Trouble.YAML_EXTRAS, Place(2)),
    "a list as an explicit key": ("? [a]\n: c\n", Trouble.YAML_EXTRAS, Place(2, 3)),
    "an alias as a key": ("a: &x y\n*x : z\n", Trouble.YAML_EXTRAS, Place(3)),
    "a merge key": ("a: &x {b: c}\n<<: *x\n", Trouble.YAML_EXTRAS, Place(3)),
    "a second document": ("a: 1\n--- b\nc: 2\n", Trouble.YAML_EXTRAS, Place(3)),
    "an alias of nothing": ("a: *nobody\n", Trouble.YAML_SYNTAX, Place(2, 4)),
    "an alias of itself": ("a: &x [*x]\n", Trouble.YAML_SYNTAX, Place(2, 8)),
    "a text": ("\njust a text\n", Trouble.NOT_A_MAPPING, Place(3)),
    "a list": ("# why\n- a\n- b\n", Trouble.NOT_A_MAPPING, Place(3)),
}


@pytest.mark.parametrize(
    ("front", "kind", "place"),
    NOT_PLAIN.values(),
    ids=NOT_PLAIN,
)
def test_beyond_plain_data_is_refused(front: str, kind: Trouble, place: Place) -> None:
    assert trouble(f"---\n{front}---\n") == (kind, place)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_and_crashes_nothing(opening: str) -> None:
    kind, place = trouble(f"---\nx:\n  {opening * 100_000}\n---\n")
    assert kind in (Trouble.YAML_TOO_BIG, Trouble.YAML_EXTRAS)
    assert place.line == 3


@pytest.mark.parametrize("shape", ["[{0}, {0}, {0}, {0}]", "{{a: {0}, b: {0}, c: {0}}}"])
def test_aliases_that_multiply_are_refused(shape: str) -> None:
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} {shape.format(f'*a{n - 1}')}" for n in range(1, 20)]
    assert trouble("\n".join(["---", *lines, "---", ""]))[0] is Trouble.YAML_TOO_BIG


def test_aliases_that_nest_ever_deeper_are_refused() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 40)]
    assert trouble("\n".join(["---", *lines, "---", ""]))[0] is Trouble.YAML_TOO_BIG


def test_a_list_of_thousands_of_words_is_refused_where_it_becomes_too_long() -> None:
    kind, place = trouble("---\nx:\n" + "- a\n" * 30_000 + "---\n")
    assert (kind, place.column) == (Trouble.YAML_TOO_BIG, 3)


# Places


PLACES: dict[str, tuple[str, FieldPath]] = {
    "a value": ("---\ntitle: ▸a\n---\n", ("title",)),
    "a quoted value": ('---\ntitle:   ▸"a"\n---\n', ("title",)),
    "after Japanese": ("---\n題名: {概要: あ, b: ▸c}\n---\n", ("題名", "b")),
    "after an emoji": ("---\nx: {😀: 😀, b: ▸c}\n---\n", ("x", "b")),
    "after a combining accent": ("---\nx: {e\u0301: a, b: ▸c}\n---\n", ("x", "b")),
    "a list entry": ("---\nx:\n  - a\n  - ▸b\n---\n", ("x", 1)),
    "a field of an entry": ("---\nx:\n  - id: A1\n    due: ▸b\n---\n", ("x", 0, "due")),
    "an entry starts at its first field": ("---\nx:\n  - ▸id: A1\n    a: b\n---\n", ("x", 0)),
    "a missing field is at its parent": (
        "---\nx:\n  - ▸id: A1\n    a: b\n---\n",
        ("x", 0, "due"),
    ),
    "a missing top field": ("---\n\n# hello\n▸id: A1\n---\n", ("due",)),
    "after a line separator": ("---\nx: a\u2028b\ny: ▸c\n---\n", ("y",)),
    "after next line and paragraph": ('---\nx: "a\x85b\u2029c"\ny: ▸c\n---\n', ("y",)),
    "under a key with a separator": ('---\n"a\u2028b": ▸c\n---\n', ("a\u2028b",)),
    "with CRLF": ("---\r\na: b\r\nx: ▸c\r\n---\r\n", ("x",)),
    "with a byte order mark": ("\ufeff---\nx: ▸c\n---\n", ("x",)),
}


@pytest.mark.parametrize(
    ("text", "field"),
    PLACES.values(),
    ids=PLACES,
)
def test_a_field_stands_where_an_editor_shows_it(text: str, field: FieldPath) -> None:
    found, expected = marked(text.removeprefix("\ufeff"), field)
    assert found == expected


def test_a_byte_order_mark_moves_no_column() -> None:
    document = read(codecs.BOM_UTF8 + b"---\nx: c\n---\n")
    assert document.place(("x",)) == Place(2, 4)
    assert trouble(codecs.BOM_UTF8 + b"---\nx: [\0]\n---\n")[1] == Place(2, 5)


def test_a_key_can_be_pointed_at_too() -> None:
    assert read("---\na: b\n  \nx: {y: z}\n---\n").place(("x", "y"), on_key=True) == Place(4, 5)


def test_the_place_of_an_aliased_value_is_where_it_is_used() -> None:
    assert read("---\nlevel: &l SEV9\nseverity: *l\n---\n").place(("severity",)) == Place(3, 11)


def test_an_anchor_may_be_given_anew() -> None:
    document = read("---\na: &x 1\nb: &x 2\nc: *x\n---\n")
    assert document.data == {"a": "1", "b": "2", "c": "2"}
    assert document.place(("b",)) == Place(3, 4)
    assert trouble("---\n- &x 1\n- &x 2\n---\n") == (Trouble.NOT_A_MAPPING, Place(2))


def test_the_closing_line_is_found_with_any_line_end() -> None:
    assert read("---\ntitle: a\n---\nbody\n").closing_line == 3
    assert read("---\r\ntitle: a\r\n---\r\nbody\r\n").closing_line == 3
    assert read("---\ntitle: a\n---").closing_line == 3


def test_errors_are_values_and_leave_no_data() -> None:
    document = read("---\ntitle: [a\n---\n")
    assert isinstance(document.error, SourceError)
    assert document.data == {}
    assert document.place(("title",)) == Place(1)


def test_a_tree_can_be_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "postmortems/2026").mkdir(parents=True)
    (tmp_path / "postmortems/2026/a.md").touch()
    monkeypatch.chdir(tmp_path)

    assert WorkingTree(Path()).paths("postmortems") == ["postmortems/2026/a.md"]
