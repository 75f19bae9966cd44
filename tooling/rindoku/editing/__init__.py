"""The one place that writes into people's files: only the lines concerned, and all or nothing."""
