"""Bytes to documents: trees to read from, encodings and front matter."""
