"""Where a file lies, and whether what lies there stays: read from the kernel's list of mounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MOUNTS = Path("/proc/self/mountinfo")
TEMPORARY = (PurePosixPath("/tmp"), PurePosixPath("/var/tmp"))  # noqa: S108 - they are looked for, not used
MEMORY = {"tmpfs", "ramfs"}
LAYERS = {"overlay", "aufs", "fuse.fuse-overlayfs"}
SHARES = {"nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.gcsfuse", "fuse.s3fs"}
# What each platform sets in every process, and whose root disk goes with the next deployment.
PLATFORMS = {
    "DYNO": "Heroku",
    "RENDER": "Render",
    "FLY_APP_NAME": "Fly.io",
    "RAILWAY_PROJECT_ID": "Railway",
    "RAILWAY_ENVIRONMENT": "Railway",
    "K_SERVICE": "Cloud Run",
    "VCAP_APPLICATION": "Cloud Foundry",
    "WEBSITE_INSTANCE_ID": "Azure App Service",
}
WITHOUT_VOLUMES = {"Heroku"}


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system of kind `kind` (ext4, tmpfs, …) that begins at `point`."""

    point: PurePosixPath
    kind: str


def read_mounts(listed: str) -> tuple[Mount, ...]:
    """The lines of /proc/self/mountinfo (proc(5)); the point has blanks and the like in octal."""
    found = []
    for line in listed.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split()
        if separator and len(fields) > 4:  # noqa: PLR2004 - the fifth is the mount point
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
            found.append(Mount(PurePosixPath(point), after.split()[0]))
    return tuple(found)


def mount_of(path: PurePosixPath, mounts: Iterable[Mount]) -> Mount | None:
    """The one that holds the path: the deepest, and of those mounted over each other the last."""
    holding = [mount for mount in mounts if path.is_relative_to(mount.point)]
    return max(reversed(holding), key=lambda mount: len(mount.point.parts), default=None)


def platform_of(environ: Mapping[str, str]) -> str:
    """The platform whose marker is set, or nothing."""
    return next((name for marker, name in PLATFORMS.items() if environ.get(marker)), "")


def danger(path: PurePosixPath, mount: Mount, platform: str) -> str:
    """Why what lies there can be lost, or nothing when no reason is known."""
    if mount.kind in MEMORY:
        return f"in memory ({mount.kind}), and is gone after a restart"
    if any(path.is_relative_to(folder) for folder in TEMPORARY):
        return "among temporary files, which the system clears"
    if mount.kind in LAYERS:
        return "inside the container, and is thrown away with it: put it on a volume"
    if platform and (platform in WITHOUT_VOLUMES or mount.point == PurePosixPath("/")):
        return f"on a disk that {platform} throws away: attach a volume, or use PostgreSQL"
    if mount.kind in SHARES:
        return f"on a network share ({mount.kind}), where SQLite cannot rely on its locks"
    return ""
