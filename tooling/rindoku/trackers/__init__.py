"""What the issue behind an action item says."""
