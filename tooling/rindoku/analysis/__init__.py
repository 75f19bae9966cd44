"""Pure functions from records and lives to figures."""
