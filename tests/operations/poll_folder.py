"""What lies in the folder of polls' keys, as whoever holds everything sees it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from storage.ballot_tables import FOLDER, poll_keys
from storage.connecting import connect_keys, poll_folder
from tests.promises.boxes import POLL


def file_of(url: str, poll: str = POLL) -> Path:
    """In which that poll's key lies; `FOLDER` for the empty file by which the folder is known."""
    engine = connect_keys(url)
    with engine.begin() as connection:
        name: str = connection.execute(select(poll_keys.c.name).where(poll_keys.c.id == poll)).scalar_one()
    engine.dispose()
    return poll_folder(url) / name


def wrapped(url: str, poll: str = POLL) -> bytes:
    return file_of(url, poll).read_bytes()


def others(url: str) -> list[str]:
    """The files beside the one by which it is known."""
    known = file_of(url, FOLDER)
    return sorted(path.name for path in poll_folder(url).iterdir() if path != known)
