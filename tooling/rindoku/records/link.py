"""A link with a title."""

from __future__ import annotations

from pydantic import model_validator

from rindoku.records.base import Model, Title, Url


class Link(Model):
    """A titled link."""

    @model_validator(mode="before")
    @classmethod
    def _from_an_address(cls, value: object) -> object:
        """An address alone is a link that is called by where it leads."""
        return {"title": value, "url": value} if isinstance(value, str) else value

    title: Title
    """What is shown in its place."""
    url: Url
    """Where it leads."""
