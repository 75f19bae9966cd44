"""What is written into an empty place: a new postmortem, a circle's page, the sample repository."""
