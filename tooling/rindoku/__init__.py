"""Rindoku (輪読): postmortems in git, remediations that do not rot, circles without preparation."""

__version__ = "0.1.0"
