"""What `rindoku stale` tells."""
