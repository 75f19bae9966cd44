"""Circles: what to read and why, the page before the session, and the record after it."""
