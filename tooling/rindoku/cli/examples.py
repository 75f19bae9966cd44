"""How examples stand in a help text."""

EXAMPLES = "\b\nExamples:\n  {}"
