"""Who may see what: views of the records in which the rest does not exist."""
