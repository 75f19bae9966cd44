"""What a browser may do on our pages: the Content-Security-Policy in each page's head."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def with_content_policy(html: str, picture_hosts: Iterable[str]) -> str:
    """A page that allows the scripts and styles it came with, and nothing from elsewhere.

    Bodies of records bring neither (they are cleaned), so what is inline is the theme's or the
    team's own. ``picture_hosts`` are those from which pictures may be shown.
    """
    policy = "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *_hashes(html, "script")]),
            " ".join(["style-src 'self'", *_hashes(html, "style")]),
            " ".join(["img-src 'self' data:", *(f"https://{host}" for host in picture_hosts)]),
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    return _HEAD.sub(lambda match: match[0] + meta, html, count=1)


def _hashes(html: str, tag: str) -> Iterator[str]:
    """What names the inline scripts or styles of a page, each once, as browsers reckon it."""
    found = (
        content
        for name, attributes, content in _INLINE.findall(html)
        if name.lower() == tag and not _NOT_RUN.search(attributes)
    )
    for content in dict.fromkeys(found):
        yield f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
