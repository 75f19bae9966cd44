"""What `rindoku check` finds."""
