"""The bodies of records: people's Markdown, read as the git host reads it."""
