"""Rindoku (輪読): postmortems in git, action items that do not rot, circles without preparation."""

__version__ = "0.1.0"
