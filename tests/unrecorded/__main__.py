"""`python -m tests.unrecorded FOLDER URL MODE [SANDBOX_URL]`: the whole run, in a process of its own."""

from __future__ import annotations

import zoneinfo

zoneinfo.reset_tzpath(to=[])

import sys  # noqa: E402 - after the zones
from pathlib import Path  # noqa: E402

from tests.unrecorded.run import Orders, play  # noqa: E402

if __name__ == "__main__":
    folder, *others = sys.argv[1:]
    play(Orders(Path(folder), *others))
