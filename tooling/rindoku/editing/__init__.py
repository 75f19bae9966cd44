"""The one place that writes into people's files: only the lines concerned.

Each file is replaced as a whole or not at all. Of several files all are checked before the first is
written. Who changes one in the moment after that keeps the change and stops the command; files that
were written by then stay written.
"""
