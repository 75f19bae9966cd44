"""How strong an action item may be, by its words: proposed to a person, never assumed.

After the action hierarchy of RCA2 (National Patient Safety Foundation, "RCA2: Improving Root Cause
Analyses and Actions to Prevent Harm", 2015): stronger actions change the system, intermediate ones
help people, weaker ones ask people to take care.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rindoku.values import Strength

_WORDS: dict[Strength, re.Pattern[str]] = {
    "stronger": re.compile(
        r"\bautomat\w*|\benforc\w*|\beliminat\w*|\bfail-?safe\b|\binterlock\w*|\bby default\b"
        r"|\b(?:remove|replace|simplify|standardi[sz]e|isolate|circuit breaker|rate limit)\b"
        r"|自動化|自動で|自動的|強制|廃止|撤廃|置き換え|標準化|分離|遮断|仕組みにする",
        re.IGNORECASE,
    ),
    "intermediate": re.compile(
        r"\b(?:alert\w*|monitor\w*|dashboards?|checklists?|redundan\w*|(?:load[- ])?tests?|page)\b"
        r"|監視|アラート|通知|検知|チェックリスト|冗長化|負荷試験|テスト|可視化|増員",
        re.IGNORECASE,
    ),
    "weaker": re.compile(
        r"\b(?:document\w*|train\w*|remind\w*|communicat\w*|announce\w*|runbooks?|wiki|polic(?:y|ies)"
        r"|double[- ]check\w*|be careful|review the|make sure)\b"
        r"|周知|徹底|手順書|ドキュメント|マニュアル|研修|教育|注意|ダブルチェック|心がけ|意識|共有する",
        re.IGNORECASE,
    ),
}


class Proposal(NamedTuple):
    """A strength, and the word that speaks for it."""

    strength: Strength
    word: str


def proposed_strength(title: str) -> Proposal | None:
    """What a title sounds like; None where nothing speaks for a strength, or for several."""
    found = [
        Proposal(strength, match[0])
        for strength, words in _WORDS.items()
        if (match := words.search(title))
    ]
    return found[0] if len(found) == 1 else None
