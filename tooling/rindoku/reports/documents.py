"""JSON as we print it: the models that say what its keys are are what it is made from."""

from __future__ import annotations

import json

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError


class JsonObject(BaseModel, extra="forbid", frozen=True):
    """An object of just these keys; those that it was not given are left out."""


class JsonDocument(JsonObject):
    """All that one command prints."""

    def dumped(self) -> str:
        """Its text: days as text, Japanese as it is."""
        try:
            return self.model_dump_json(indent=2, exclude_unset=True)
        except PydanticSerializationError:
            # a file's name in no encoding that we know, which only Python can write down
            rows = self.model_dump(mode="json", exclude_unset=True)
            return json.dumps(rows, ensure_ascii=False, indent=2)
