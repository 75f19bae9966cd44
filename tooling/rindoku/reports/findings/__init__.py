"""What `rindoku check` prints."""

from rindoku.reports.findings import as_github, as_json, as_text

FORMATS = {"text": as_text.show, "json": as_json.show, "github": as_github.show}
