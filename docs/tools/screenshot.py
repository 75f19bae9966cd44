"""The picture in the README: the home page of the sample repository's site.

Run by `make screenshot`. Writes docs/assets/home.png.
"""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile
import threading
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from rindoku.scaffold.demo import write_demo

PROJECT = Path(__file__).parent.parent.parent
PICTURE = PROJECT / "docs/assets/home.png"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


def main() -> None:
    """Build the sample site in a scratch folder and take its picture."""
    browser = subprocess.check_output([PROJECT / "tests/browser/find-chromium"], text=True).strip()
    with tempfile.TemporaryDirectory() as scratch:
        write_demo(Path(scratch), date.today())  # noqa: DTZ011 (the sample lives in local time)
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(build, cwd=scratch, check=True)
        handler = functools.partial(_Quiet, directory=f"{scratch}/site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": 1280, "height": 880})
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.screenshot(path=PICTURE)
            chromium.close()
        server.shutdown()


if __name__ == "__main__":
    main()
