"""What is told about a session, as edits to its page and to action items."""
