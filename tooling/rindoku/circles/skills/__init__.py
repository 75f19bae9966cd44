"""The skill map: who can, who wants to, who could teach whom."""
