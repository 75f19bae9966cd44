"""Git to the life of each action item: the main line's days, the walk along it, the comparison."""
