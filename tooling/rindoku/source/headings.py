"""Which sections a heading opens: as people write it, in both languages, under any name in use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from rindoku.records import Policy

NAMES: dict[str, tuple[str, ...]] = {
    "summary": (
        "Summary", "Overview", "Abstract", "TL;DR", "Executive summary", "Description",
        "Incident description", "What happened",
        "概要", "要約", "サマリー", "サマリ", "エグゼクティブサマリー", "事象", "発生事象",
        "発生した事象", "障害内容", "何が起きたか", "何が起こったか", "何が起きたのか",
        "起きたこと",
    ),
    "impact": (
        "Impact", "Customer impact", "User impact", "End user impact", "Business impact",
        "Service impact", "Impact summary", "Summary of impact", "Impact analysis",
        "Affected users", "Affected services", "Affected customers", "Who was affected",
        "影響", "影響範囲", "インパクト", "影響度", "影響内容", "影響と範囲",
        "影響を受けたサービス",
        "ユーザー影響", "ユーザ影響", "ユーザーへの影響", "ユーザへの影響", "利用者への影響",
        "顧客影響", "顧客への影響", "お客様影響", "お客様への影響", "サービス影響",
        "サービスへの影響", "ビジネス影響", "ビジネスインパクト", "ビジネスへの影響", "被害",
        "被害状況",
    ),
    "timeline": (
        "Timeline", "Chronology", "Timeline of events", "Chain of events", "Sequence of events",
        "Incident chronology",
        "タイムライン", "時系列", "経緯", "経過", "対応経緯", "対応の経緯", "対応履歴", "対応記録",
        "対応の流れ", "対応経過", "発生経緯", "発生から復旧までの経緯", "発生から復旧まで",
        "経緯と対応",
    ),
    "trigger": ("Trigger", "Triggers", "トリガー", "トリガ", "引き金", "きっかけ"),
    "contributing-factors": (
        "Contributing factors", "Root cause", "Root causes", "Causes", "Cause",
        "Root cause analysis", "RCA", "Contributing causes", "Contributing conditions",
        "Contributing conditions analysis",
        "Contributing factors analysis", "Causal analysis", "Underlying cause", "Five whys",
        "5 whys", "The five whys", "What caused the incident", "Why did it happen",
        "Why it happened", "Trigger", "Triggers",
        "要因", "寄与要因", "寄与した要因", "原因", "根本原因", "直接原因", "直接の原因",
        "間接原因",
        "発生原因", "発生要因", "直接要因", "間接要因", "背景要因", "根因", "真因", "原因分析",
        "根本原因分析", "要因分析", "原因と分析", "原因調査", "なぜなぜ分析", "なぜ起きたか",
        "なぜ起きたのか", "なぜ起こったか", "トリガー", "トリガ",
    ),
    "lessons-learned": (
        "Lessons learned", "Lessons learnt", "Lessons", "Learnings", "Key learnings", "Takeaways",
        "Key takeaways", "What we learned", "What we learnt", "What did we learn",
        "What went well", "What went wrong", "What went poorly", "What went badly",
        "What didn't go well", "What did not go well", "What could have gone better",
        "What can be improved", "Where we got lucky", "Where did we get lucky",
        "Retrospective", "Reflections",
        "学び", "学んだこと", "学んだ教訓", "得られた学び", "得られた教訓", "教訓", "振り返り",
        "ふりかえり", "所感", "考察", "気づき", "良かった点", "良かったこと", "よかった点",
        "よかったこと", "悪かった点", "悪かったこと", "うまくいったこと", "うまくいった点",
        "うまくいかなかったこと", "うまくいかなかった点", "幸運だったこと", "幸運だった点",
        "運が良かったこと", "運が良かった点", "ラッキーだったこと", "反省", "反省点", "KPT",
    ),
    "detection": (
        "Detection", "How it was detected", "How was it detected", "Discovery",
        "検知", "検知方法", "検知の経緯", "検知経緯", "検出", "発見", "発見の経緯", "発見経緯",
        "発覚", "発覚の経緯",
    ),
    "response": (
        "Response", "Resolution", "Recovery", "Actions taken",
        "対応内容", "対応", "実施した対応", "対処", "対処内容", "初動対応", "初動", "復旧",
        "復旧対応", "復旧作業", "解決",
    ),
    "mitigation": (
        "Mitigation", "Mitigations", "Workaround", "Temporary fix", "Short-term fix",
        "暫定対応", "暫定対処", "暫定対策", "暫定処置", "応急対応", "応急処置", "一次対応",
        "緩和策",
        "回避策",
    ),
    "permanent-fix": (
        "Permanent fix", "Long-term fix", "Permanent solution", "Permanent measures",
        "恒久対応", "恒久対策", "恒久対処", "恒久的な対策", "恒久的な対応", "本対応", "本格対応",
        "根本対応", "根本対策",
    ),
    "prevention": (
        "Prevention", "Preventive measures", "Preventative measures", "Preventive actions",
        "Recurrence prevention", "Corrective and preventative measures",
        "Corrective and preventive measures", "Corrective and preventive actions",
        "再発防止策", "再発防止", "再発防止対策", "再発防止に向けて", "予防策", "予防",
    ),
    "action-items": (
        "Action items", "Actions", "Action plan", "Follow-up items", "Follow-ups", "Follow-up",
        "Followups", "Next steps", "Corrective actions", "Remediation", "Remediations",
        "Remediation items", "Recommendations", "Corrective and preventative measures",
        "Corrective and preventive measures", "Corrective and preventive actions", "To do", "TODO",
        "アクションアイテム", "アクション", "アクションプラン", "ネクストアクション",
        "再発防止策", "再発防止", "再発防止対策", "今後の対応", "今後の対策", "対策", "改善策",
        "改善案", "是正措置", "恒久対策", "やること",
    ),
}  # fmt: skip
"""What a section may be called. The first name is the usual one; Japanese ones follow.

A name may open two: what triggered an incident is one of its contributing factors.
Names are from templates and postmortems in public use: Google's, Atlassian's, PagerDuty's,
Azure's and Etsy's, and those that Japanese teams publish.
"""

_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_NOT_TEXT = re.compile(r"\{[#.:][^}]*\}|<[^>]*>|:[a-z0-9_+-]{2,}:|[*`~\\'’\ufe0f\u200d]")
_WRAPPED = re.compile(r"[【\[〔《〈「『<≪(](.*)[】\]〕》〉」』>≫)]")
_NUMBER = re.compile(
    r"[(【\[]\s*(?:\d{1,2}|[a-z]|[ivx]{1,4}|[ア-ン一-十])\s*[)】\]]"
    r"|第\s*[\d一二三四五六七八九十]+\s*[章節部項]|(?:chapter|section|part|step)\s*\d+"
    r"|\d{1,2}(?:[.\-]\d{1,2})*(?!\d)|(?:[ivx]{1,4}|[a-z]|[ア-ン一二三四五六七八九十])(?=[.):、])"
)
_ASIDE = re.compile(r"(.*\S)\s*[(【\[<「]([^()【】\[\]<>「」]*)[)】\]>」]")
_REMARK = re.compile(r"(.*?\S)\s*(?::| [-–—―] |[–—―])\s*\S.*")
_ABOUT = re.compile(
    r"(?:the |our |a )?(?:incident|outage|issue|postmortem|post-mortem|detailed) (.*)"
    r"|(?:the |our )(.*)|(.*) (?:of|for) (?:the |this )?(?:incident|outage|issue)s?|(.*) details"
    r"|(?:今回の|本)?(?:障害|インシデント|問題|事故|事象|トラブル)(?:発生)?の?(.*)|(?:詳細な)(.*)"
    r"|(.*?)の?(?:詳細|について|まとめ)"
)
_JOINT = re.compile(
    r"\s*(?:[/&+,、・|]| and |および|及び|ならびに|->|→)\s*"
    r"|(?<=[a-z]) +(?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) +(?=[a-z])"
)
_ROMAN = re.compile(r"^(\W*)[\u2160-\u217b]+")
_SPACES = re.compile(r"[\s_・\-‐]+")
_ENDS = " \t\u3000.?!:;。、"


_SIMILAR = 0.8
"""How much of a name has to be right, as difflib reckons it."""


class Headings:
    """What sections headings open for a team: under the usual names, and under its own."""

    def __init__(self, own: Iterable[str], named: Mapping[str, Iterable[str]]) -> None:
        """``own`` are sections as the policy asks for them; ``named`` adds names to a section."""
        by_name = dict(_usual())
        for name in own:
            by_name.setdefault(_normal(name), (_normal(name),))
        for section, names in named.items():
            known = by_name.get(_normal(section), (_normal(section),))
            for name in names:
                by_name[_normal(name)] = known
        self._by_name: Mapping[str, tuple[str, ...]] = by_name
        self.sections_of = lru_cache(4096)(self._sections_of)
        self.asked_for = {self._section_asked_for(name): name for name in own}
        """The sections that are asked for, with the words that the policy asks with."""

    def _section_asked_for(self, name: str) -> str:
        """The section that the policy means with a name: ``障害概要`` is ``summary``."""
        return _normal(name) if _normal(name) in NAMES else self.sections_of(name)[0]

    def knows(self, title: str) -> bool:
        """Whether a heading opens a section that has a name here."""
        return self._known(title) is not None

    def nearly(self, title: str) -> tuple[str, ...]:
        """The sections whose name a heading that opens none of ours nearly is: `Time line`."""
        if self.knows(title):
            return ()
        near = get_close_matches(_normal(title), self._by_name, n=1, cutoff=_SIMILAR)
        return self._by_name[near[0]] if near else ()

    def _sections_of(self, title: str) -> tuple[str, ...]:
        """The policy's names of the sections a heading opens; of a strange one, its own words."""
        return self._known(title) or (_normal(title),)

    def _known(self, title: str) -> tuple[str, ...] | None:
        forms = list(_forms(_text(title)))
        alone = next(filter(None, map(self._named, forms)), None)
        return alone or next(filter(None, map(self._joined, forms)), None)

    def _named(self, text: str) -> tuple[str, ...] | None:
        return self._by_name.get(_joined_words(text))

    def _joined(self, text: str) -> tuple[str, ...] | None:
        """The sections of a heading that opens several: `Trigger / Root cause`, 概要と影響."""
        parts = _JOINT.split(text)
        for at in [found.start() for found in re.finditer("と", text)]:
            if len(parts) == 1 and self._all([text[:at], text[at + 1 :]]):
                parts = [text[:at], text[at + 1 :]]
        return self._all(parts) if len(parts) > 1 else None

    def _all(self, parts: list[str]) -> tuple[str, ...] | None:
        found = [next(filter(None, map(self._named, _forms(part))), None) for part in parts]
        if not all(found):
            return None
        return tuple(dict.fromkeys(section for one in found if one for section in one))


def headings_of(policy: Policy) -> Headings:
    """The headings a team's policy knows."""
    named = tuple((section, tuple(names)) for section, names in policy.headings.items())
    return _headings(tuple(policy.sections), named)


@lru_cache(8)
def _headings(own: tuple[str, ...], named: tuple[tuple[str, tuple[str, ...]], ...]) -> Headings:
    return Headings(own, dict(named))


def usual_title(section: str, language: str) -> str:
    """What a section is usually called in a language; its own name where we know none."""
    in_language = (t for t in NAMES.get(section, ()) if t.isascii() == (language == "en"))
    return next(in_language, section)


def _forms(text: str) -> Iterator[str]:
    """What a heading may say once more and more of its decoration is taken off, barest last."""
    yield text
    bare = text
    while (less := _undecorated(bare)) != bare:
        bare = less
        yield bare
    aside = _ASIDE.fullmatch(bare)
    if aside:
        yield from _forms(aside[1])
        if aside[1].isascii() != aside[2].isascii():  # the same in the other language
            yield from _forms(aside[2])
    elif remark := _REMARK.fullmatch(bare):
        yield from _forms(remark[1])
    elif about := _ABOUT.fullmatch(bare):
        yield from _forms(next(part for part in about.groups() if part is not None))


def _undecorated(text: str) -> str:
    """Without one mark or number before it, or brackets around it."""
    text = text.strip(_ENDS)
    if wrapped := _WRAPPED.fullmatch(text):
        return wrapped[1].strip()
    numbered = _NUMBER.match(text)
    if numbered and numbered.end() < len(text):
        return text[numbered.end() :].lstrip(_ENDS + ")-")
    if text and unicodedata.category(text[0])[0] in "SP" and text[0] not in "【[〔《〈「『<≪(":
        return text[1:].strip()
    if text and (unicodedata.category(text[-1]) in ("So", "Sk", "Cf", "Mn")):
        return text[:-1].strip()
    return text


@lru_cache(4096)
def _text(title: str) -> str:
    """The words of a heading, without Markdown and without what looks different only."""
    plain = _ROMAN.sub(r"\g<1>1. ", _NOT_TEXT.sub("", _LINK.sub(r"\1", title)))
    return unicodedata.normalize("NFKC", plain).casefold().strip(_ENDS)


def _joined_words(text: str) -> str:
    return _SPACES.sub("-", text.strip(_ENDS + "_-"))


def _normal(title: str) -> str:
    return _joined_words(_text(title))


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    by_name: dict[str, tuple[str, ...]] = {}
    for section, names in NAMES.items():
        for name in {_normal(name) for name in (section, *names)}:
            by_name[name] = (*by_name.get(name, ()), section)
    return by_name
