#!/usr/bin/env python3
"""Stands in for GitHub's own command: the four calls of the workflow, with issues in a file.

It knows the options that the real one documents for them, and refuses every other.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

STORE = Path(os.environ["GH_STORE"])


def main() -> None:
    if not os.environ.get("GH_TOKEN"):
        sys.exit("gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN variable.")
    words = argparse.ArgumentParser(allow_abbrev=False)
    what = words.add_subparsers(dest="what", required=True)
    label = what.add_parser("label", allow_abbrev=False)
    label.add_argument("verb", choices=["create"])
    label.add_argument("name")
    label.add_argument("--force", action="store_true")
    label.add_argument("--description")
    issue = what.add_parser("issue", allow_abbrev=False).add_subparsers(dest="verb", required=True)
    listing = issue.add_parser("list", allow_abbrev=False)
    listing.add_argument("--state", choices=["open", "closed", "all"], default="open")
    listing.add_argument("--label", required=True)
    listing.add_argument("--limit", type=int, default=30)
    listing.add_argument("--json", required=True)
    listing.add_argument("--jq", choices=[".[].number"], required=True)
    for verb in ("create", "edit"):
        writing = issue.add_parser(verb, allow_abbrev=False)
        writing.add_argument("--title", required=True)
        writing.add_argument("--body-file", type=Path, required=True)
        if verb == "create":
            writing.add_argument("--label", required=True)
        else:
            writing.add_argument("number", type=int)
    act(words.parse_args())


def act(asked: argparse.Namespace) -> None:
    known = json.loads(STORE.read_text()) if STORE.exists() else {"labels": [], "issues": []}
    issues = known["issues"]
    if asked.what == "label":
        if asked.name in known["labels"] and not asked.force:
            sys.exit(f'label with name "{asked.name}" already exists')
        known["labels"].append(asked.name)
    elif asked.verb == "list":
        found = [i for i in issues if asked.label in i["labels"] and i["state"] == asked.state]
        sys.stdout.writelines(f"{issue['number']}\n" for issue in found[: asked.limit])
    else:
        text = {"title": asked.title, "body": asked.body_file.read_text()}
        if asked.verb == "create":
            if asked.label not in known["labels"]:
                sys.exit(f"could not add label: '{asked.label}' not found")
            number = len(issues) + 1
            issues.append({"number": number, "state": "open", "labels": [asked.label], **text})
        else:
            next(i for i in issues if i["number"] == asked.number).update(text)
    STORE.write_text(json.dumps(known))


if __name__ == "__main__":
    main()
