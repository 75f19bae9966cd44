"""How long a text takes to read silently."""

from __future__ import annotations

import math
import re

WORDS_A_MINUTE = 230
"""English: rounded down from the 238 words a minute for non-fiction in Brysbaert, "How many words
do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language
109 (2019)."""
CHARACTERS_A_MINUTE = 500
"""Japanese: the middle of the 400 to 600 characters a minute that are commonly given for adults."""

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_WORD = re.compile(r"[A-Za-z0-9][\w'’.-]*", re.ASCII)


def reading_minutes(text: str) -> int:
    """Minutes of silent reading, rounded up, at least one. Mixed texts add up.

    Kana and kanji count as characters, runs of Latin letters and digits as words.
    """
    minutes = len(_JAPANESE.findall(text)) / CHARACTERS_A_MINUTE
    minutes += len(_WORD.findall(text)) / WORDS_A_MINUTE
    return max(1, math.ceil(minutes))
