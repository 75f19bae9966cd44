"""Figures and findings as people and programs read them: one file a format."""
