"""`python -m rindoku`."""

from rindoku.cli import main

main()
