"""The catalog as pages, and the thin MkDocs plugin that hands them over."""
