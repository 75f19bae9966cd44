"""What `rindoku stale` prints."""

from rindoku.reports.stale import as_json, as_markdown, as_text

FORMATS = {"text": as_text.render, "markdown": as_markdown.render, "json": as_json.render}
