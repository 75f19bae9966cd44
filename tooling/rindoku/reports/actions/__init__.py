"""What `rindoku action` prints."""
