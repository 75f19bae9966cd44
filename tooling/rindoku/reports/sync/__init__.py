"""What `rindoku sync` prints."""

from rindoku.reports.sync import as_json, as_text

FORMATS = {"text": as_text.render, "json": as_json.render}
