"""Where tests keep their files: in memory, where there is room. A kill leaves them there as it leaves a disk,
and nobody waits for one: what a bot makes durable with each commit takes a test longer than all its work."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - it is what it says
ROOM = 2 << 30  # bytes: several runs and their servers share it
ON_DISK = tempfile.gettempdir()


def in_memory() -> Path | None:
    """A folder; none where there is too little room, or where no program may be kept."""
    if not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= ROOM else None


def keep_in_memory() -> None:
    """From here on, in this process and in all that it starts; unless it was said where."""
    memory = in_memory()
    if memory and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)
