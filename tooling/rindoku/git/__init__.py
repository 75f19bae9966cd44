"""The one door to git: named questions and answers, no git word elsewhere.

Other rooms import from here only; the modules are the room's own.
"""

from rindoku.git.changes import FileChange
from rindoku.git.client import Git
from rindoku.git.commits import Commit, TreeEntry, blob_name
from rindoku.git.creating import import_history
from rindoku.git.running import NoGitError
from rindoku.git.tree import CommitTree

__all__ = [
    "Commit", "CommitTree", "FileChange", "Git", "NoGitError", "TreeEntry", "blob_name",
    "import_history",
]  # fmt: skip
