"""Cut the operations that Rindoku uses out of GitHub's own OpenAPI description.

    npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
    python tests/github_api/make_excerpt.py package/generated/api.github.com.json

Everything is kept as it is there, except prose, extensions and all examples but one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OPERATIONS = {
    "/repos/{owner}/{repo}/issues/{issue_number}": "get",
    "/repos/{owner}/{repo}/issues": "post",
}
ALSO = ("#/components/schemas/basic-error", "#/components/examples/issue")
EXCERPT = Path(__file__).with_name("excerpt.json")
_PROSE = ("description", "externalDocs", "summary", "tags", "example", "examples")


def excerpt(whole: Any) -> dict[str, Any]:
    """The operations with everything that they refer to."""
    paths = {path: {verb: _cut(whole["paths"][path][verb])} for path, verb in OPERATIONS.items()}
    components: dict[str, dict[str, Any]] = {}
    waiting = [*_references(paths), *ALSO]
    while waiting:
        _, _, kind, name = waiting.pop().split("/")
        if name not in components.setdefault(kind, {}):
            found = whole["components"][kind][name]
            components[kind][name] = found if kind == "examples" else _cut(found)
            waiting += _references(components[kind][name])
    about = {"title": whole["info"]["title"], "version": whole["info"]["version"]}
    return {"openapi": whole["openapi"], "info": about, "paths": paths, "components": components}


def _cut(node: Any, of_properties: bool = False) -> Any:
    """A node without its prose; what properties are called is no prose."""
    if isinstance(node, list):
        return [_cut(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _cut(value, key == "properties")
        for key, value in node.items()
        if of_properties or not (key in _PROSE or key.startswith("x-"))
    }


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for part in node for name in _references(part)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [name for part in node.values() for name in _references(part)]


def main() -> None:
    whole = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    text = json.dumps(excerpt(whole), indent=1, sort_keys=True, ensure_ascii=False)
    EXCERPT.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
