"""What a session does: when, what to read, who reads, what to decide."""
