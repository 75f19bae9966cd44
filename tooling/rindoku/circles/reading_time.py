"""How long a text takes to read."""

from __future__ import annotations

import math
import re

WORDS_A_MINUTE = 230
"""Silent reading of English; close to the 238 of Brysbaert's review of 2019."""
CHARACTERS_A_MINUTE = 500
"""Silent reading of Japanese; the usual 400 to 600 of adult readers."""

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_WORD = re.compile(r"[A-Za-z0-9][\w'’.-]*", re.ASCII)


def reading_minutes(text: str) -> int:
    """Minutes of silent reading, at least one. Mixed texts add up."""
    minutes = len(_JAPANESE.findall(text)) / CHARACTERS_A_MINUTE
    minutes += len(_WORD.findall(text)) / WORDS_A_MINUTE
    return max(1, math.ceil(minutes))
