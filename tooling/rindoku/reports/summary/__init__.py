"""How many findings there are: what `rindoku check` says beside them."""
