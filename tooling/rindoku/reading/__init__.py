"""Documents to records: validation, the policy, the catalog of one tree."""
