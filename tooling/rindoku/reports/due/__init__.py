"""What `rindoku circle due` prints."""
