"""Bytes to documents: trees to read from, encodings, front matter, and the door to git."""
