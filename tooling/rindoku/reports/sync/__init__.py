"""What `rindoku sync` tells."""
