"""How the folder of polls' keys stands, found out without changing anything."""

from __future__ import annotations

from dataclasses import dataclass

from storage.ballot_tables import FOLDER
from storage.connecting import connect_keys, poll_folder
from storage.poll_keys import files, name_of
from storage.secret_folder import SecretFolder


@dataclass(frozen=True, slots=True)
class PollKeyState:
    """Of so many polls there are keys; `lost` of these are not in the folder, which has `unknown` others. It
    `is_home` when the file is there by which it is `known_by`."""

    polls: int
    lost: int
    unknown: int
    known_by: str
    is_home: bool


def found_in(url: str) -> PollKeyState:
    """Raises `NoPollFolder`, and the database's errors."""
    folder = SecretFolder(poll_folder(url))
    engine = connect_keys(url)
    try:
        with engine.begin() as connection:
            polls, known_by = files(connection), name_of(connection, FOLDER) or ""
    finally:
        engine.dispose()
    there = folder.names()
    return PollKeyState(
        len(polls),
        len(set(polls.values()) - there),
        len(there - {known_by, *polls.values()}),
        known_by,
        known_by in there,
    )
