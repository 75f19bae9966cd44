"""What `rindoku action open-issue` sends."""
