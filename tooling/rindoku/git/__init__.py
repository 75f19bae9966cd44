"""The one door to git: named questions and answers, no git word elsewhere."""
