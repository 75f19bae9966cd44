"""How fast bodies become HTML: Python-Markdown as MkDocs uses it, and ours with all that it does.

    .venv/bin/python benchmarks/bodies.py [FOLDER] [--rounds 7]

The bodies are those of the Markdown files in FOLDER, front matter left out; without one, those of
this repository's own postmortems. Python-Markdown runs with the extensions of the `mkdocs.yml` that
a new team gets: as MkDocs runs it, which sets it up anew for each page, and set up only once. Ours
is the whole: the engine, headings and their anchors, links, tasks, alerts, coloured code and the
cleaning. In each round all take their turn. Printed are medians of milliseconds of CPU a body, and
how many times faster ours is.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from markdown import Markdown

from rindoku.bodies.render import render
from rindoku.locale import words_in
from rindoku.source.document import read_document
from rindoku.wording.bodies import body_labels

PROJECT = Path(__file__).parent.parent
EXTENSIONS = ["admonition", "attr_list", "pymdownx.superfences", "tables", "toc"]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="How fast bodies become HTML.")
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "postmortems")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    bodies = [body_of(path) for path in sorted(options.folder.rglob("*.md"))]
    markdown, labels = Markdown(extensions=EXTENSIONS), body_labels(words_in("en"))
    ways: dict[str, Callable[[str], object]] = {
        "Python-Markdown, as MkDocs runs it": lambda body: Markdown(extensions=EXTENSIONS).convert(
            body
        ),
        "Python-Markdown, set up once": lambda body: markdown.reset().convert(body),
        "ours, all of it": lambda body: render(body, labels, lambda link: f"../{link}"),
    }
    found = {name: [seconds(way, bodies)] for name, way in ways.items()}  # both warm
    for _ in range(options.rounds):
        for name, way in ways.items():
            found[name].append(seconds(way, bodies))
    taken = {name: median(times[1:]) / len(bodies) for name, times in found.items()}
    ours = [*taken.values()][-1]
    characters = sum(map(len, bodies)) // len(bodies)
    print(f"{len(bodies)} bodies of {characters:,} characters, medians of {options.rounds}\n")
    print("| way | ms of CPU a body | times ours |\n| --- | ---: | ---: |")
    for name, each in taken.items():
        print(f"| {name} | {each * 1000:.3f} | {each / ours:.1f} |")


def body_of(path: Path) -> str:
    """What stands below the front matter."""
    raw = path.read_bytes()
    return read_document(str(path), raw).body or raw.decode("utf-8", "replace")


def seconds(way: Callable[[str], object], bodies: list[str]) -> float:
    """The CPU seconds in which all bodies become HTML."""
    begun = time.process_time()
    for body in bodies:
        way(body)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
