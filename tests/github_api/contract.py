"""GitHub's description of its API, as something that requests and answers can be held against."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

_EXCERPT = json.loads(Path(__file__).with_name("excerpt.json").read_text("utf-8"))


def _as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own for null."""
    if isinstance(node, list):
        return [_as_json_schema(part) for part in node]
    if not isinstance(node, dict):
        return node
    rest = {key: _as_json_schema(value) for key, value in node.items() if key != "nullable"}
    if node.get("nullable") is not True:
        return rest | (
            {"nullable": _as_json_schema(node["nullable"])} if "nullable" in node else {}
        )
    return {"anyOf": [rest, {"type": "null"}]}


_COMPONENTS = _as_json_schema(_EXCERPT["components"])


def example_issue() -> dict[str, Any]:
    """GitHub's own example of an issue, to change and answer with."""
    issue: dict[str, Any] = deepcopy(_EXCERPT["components"]["examples"]["issue"]["value"])
    return issue


def operation(verb: str, path: str) -> dict[str, Any]:
    """The description of what was asked for; GitHub must have such a thing."""
    for template, verbs in _EXCERPT["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if verb.lower() in verbs and re.fullmatch(pattern, path):
            found: dict[str, Any] = verbs[verb.lower()]
            return found
    raise AssertionError(f"GitHub's API has no {verb} {path}")


def check_request(described: dict[str, Any], body: bytes) -> None:
    """Hold a request's body against the description."""
    if "requestBody" in described:
        _check(_schema(described["requestBody"]), json.loads(body))
    else:
        assert body == b""


def check_answer(described: dict[str, Any], status: int, body: bytes) -> None:
    """Hold an answer against the description; errors it does not name have the usual form."""
    answer = _resolved(described["responses"].get(str(status), {}))
    schema = _schema(answer) if answer else {"$ref": "#/components/schemas/basic-error"}
    _check(schema, json.loads(body))


def _schema(described: dict[str, Any]) -> Any:
    return _as_json_schema(described["content"]["application/json"]["schema"])


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    _, _, kind, name = node["$ref"].split("/")
    found: dict[str, Any] = _EXCERPT["components"][kind][name]
    return found


def _check(schema: Any, value: Any) -> None:
    whole = {**schema, "components": _COMPONENTS}
    Draft202012Validator(whole, validate_formats=True).validate(value)
