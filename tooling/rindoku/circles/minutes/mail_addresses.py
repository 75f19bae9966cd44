"""Mail addresses in people's words: in any width, with spaces, or spelled out."""

from __future__ import annotations

import re

_LATIN = "A-Za-z0-9０-９Ａ-Ｚａ-ｚ"
_OPEN, _CLOSE = r"\s?[\[({<（［]\s?", r"\s?[\])}>）］]\s?"
_AT_WORD, _DOT_WORD = "(?:at|アット(?:マーク)?)", "(?:dot|ドット)"
# a run of Latin letters ends where Japanese begins: in 連絡はaoi@example.comまで the words stay
_LOCAL = rf"(?:\"[^\"]{{1,64}}\"|[{_LATIN}_.．%+'-]{{1,64}}|[^\W{_LATIN}_]{{1,64}})"
_LABEL = rf"(?:[{_LATIN}_-]{{1,63}}|[^\W{_LATIN}_]{{1,63}})"
_AT = rf"(?:\s?(?:[@＠]|&#64;|%40)\s?|{_OPEN}{_AT_WORD}{_CLOSE}|\s{_AT_WORD}\s)"
_DOT = rf"(?:[.．]|[。｡](?=[{_LATIN}])|{_OPEN}{_DOT_WORD}{_CLOSE}|\s{_DOT_WORD}\s)"
_ADDRESS = re.compile(rf"{_LOCAL}{_AT}{_LABEL}(?:{_DOT}{_LABEL})+", re.IGNORECASE)


def blotted(text: str) -> str:
    """The text with `***` for every mail address.

    Rather one too many: `look at example.com` is taken for one.
    """
    return _ADDRESS.sub("***", text)


def is_address(text: str) -> bool:
    """Whether the text is a mail address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None
