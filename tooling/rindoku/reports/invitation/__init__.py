"""The invitation to a session, one file a format."""
