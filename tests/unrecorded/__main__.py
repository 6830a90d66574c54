"""`python -m tests.unrecorded FOLDER URL SANDBOX_URL MODE`: the whole run, in a process of its own."""

from __future__ import annotations

import zoneinfo

zoneinfo.reset_tzpath(to=[])

import sys  # noqa: E402 - after the zones
from pathlib import Path  # noqa: E402

from tests.unrecorded.run import Orders, play  # noqa: E402

if __name__ == "__main__":
    folder, url, sandbox_url, mode = sys.argv[1:]
    play(Orders(Path(folder), url, sandbox_url, mode))
