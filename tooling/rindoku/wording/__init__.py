"""Every sentence of ours, by subject, from the catalogs of words."""
