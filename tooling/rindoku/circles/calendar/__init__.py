"""Sessions in calendars and invitations."""
