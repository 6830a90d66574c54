"""The folder of polls' keys: which one it is, what stands in it, and what comes of it if that is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot.polls.errors import BallotsAway
from bot.polls.ports import BoxClosed
from storage.connecting import poll_folder
from storage.errors import NoPollFolder, PollKeysAway
from tests.databases import libpq
from tests.operations.network import make_backup, put_back
from tests.operations.poll_folder import file_of, others
from tests.promises.boxes import (
    OTHER,
    ballot,
    casts,
    closes,
    destroys,
    fails_to_open,
    opens,
    rows,
    takes_out,
)
from tests.promises.cast import DAY, at_once
from tests.stores import open_anew
from tests.world import HeldClock


def elsewhere(url: str) -> Path:
    """As when its disk is not mounted."""
    folder = poll_folder(url)
    away = folder.with_suffix(".away")
    folder.rename(away)
    folder.mkdir()
    return away


def brought_back(url: str, away: Path) -> None:
    shutil.rmtree(poll_folder(url))
    away.rename(poll_folder(url))


def test_two_processes_that_open_one_poll_have_one_key(database_url: str) -> None:
    """Whichever was first; what one takes the other reads, and when one destroys it, it is gone for both."""
    with closing(open_anew(database_url)) as one, closing(open_anew(database_url)) as other:
        at_once([partial(opens, one), partial(opens, other)])
        casts(one, "jo", ballot(1))
        casts(other, "al", ballot(2))
        found = takes_out(other)
        destroys(one)
        other.sweep()

        with pytest.raises(BoxClosed):
            casts(other, "jo", ballot(1))

    assert found == [ballot(1), ballot(2)]
    assert others(database_url) == []


def test_while_the_folder_is_away_nothing_is_given_up(database_url: str) -> None:
    """Whoever votes is refused, no poll opens, none is counted as lost; once it is back, all goes on."""
    with closing(open_anew(database_url)) as storage:
        opens(storage)
        casts(storage, "jo", ballot(1))
    away = elsewhere(database_url)
    with closing(open_anew(database_url)) as storage:
        for act in (partial(casts, storage, "al", ballot(2)), partial(opens, storage, OTHER)):
            with pytest.raises(BallotsAway):
                act()
        closes(storage)
        with pytest.raises(BallotsAway):
            takes_out(storage)
    brought_back(database_url, away)
    with closing(open_anew(database_url)) as storage:
        found = takes_out(storage)

    assert found == [ballot(1)]


def test_a_key_that_could_not_be_destroyed_in_time_is_destroyed_later(database_url: str) -> None:
    """The poll is closed all the same; the first sweep that finds the folder does it."""
    with closing(open_anew(database_url)) as storage:
        opens(storage)
        away = elsewhere(database_url)
        destroys(storage)
        storage.sweep()
        brought_back(database_url, away)
        left = others(database_url)
        storage.sweep()

    assert len(left) == 1
    assert (others(database_url), rows(database_url, "keys"), rows(database_url, "boxes")) == ([], 0, 0)


def test_a_folder_without_polls_may_be_another_one(database_url: str) -> None:
    """Nothing lies in it; the bot settles in where it is told to."""
    open_anew(database_url).close()
    elsewhere(database_url)
    with closing(open_anew(database_url)) as storage:
        opens(storage)

        assert others(database_url) == [file_of(database_url).name]


def _filled(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _instead(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def put(path: Path) -> None:
        path.unlink()
        make(path)

    return put


HARM: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": _filled(b""),
    "noise": _filled(bytes(61)),
    "long": _filled(b"x" * 5_000_000),
    "link": _instead(lambda path: path.symlink_to("/dev/zero")),
    "pipe": _instead(os.mkfifo),
    "folder": _instead(Path.mkdir),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_poll_whose_key_is_spoilt_is_refused_and_then_lost(migrated_sqlite: str, harm: str) -> None:
    """While it is open whoever votes hears that it cannot be reached; when it closes, it is known as lost."""
    with closing(open_anew(migrated_sqlite)) as storage:
        opens(storage)
    HARM[harm](file_of(migrated_sqlite))
    with closing(open_anew(migrated_sqlite)) as storage:
        with pytest.raises(BallotsAway):
            casts(storage, "jo", ballot(1))
        closes(storage)
        with pytest.raises(BoxClosed):
            takes_out(storage)


def test_a_key_that_is_left_of_a_failed_opening_and_spoilt_is_made_anew(migrated_sqlite: str) -> None:
    """Nothing was ever sealed with it."""
    with closing(open_anew(migrated_sqlite)) as storage:
        fails_to_open(storage)
        file_of(migrated_sqlite).write_bytes(b"noise")
        opens(storage)
        casts(storage, "jo", ballot(1))

        assert takes_out(storage) == [ballot(1)]


def test_what_a_killed_writer_left_goes_with_the_key(migrated_sqlite: str) -> None:
    """It may hold the key as well."""
    with closing(open_anew(migrated_sqlite)) as storage:
        opens(storage)
        file = file_of(migrated_sqlite)
        file.with_name(f".{file.name}.part").write_bytes(file.read_bytes())
        destroys(storage)

    assert others(migrated_sqlite) == []


def test_destroying_overwrites(migrated_sqlite: str, tmp_path: Path) -> None:
    """Whoever holds the file by another name has nothing either."""
    with closing(open_anew(migrated_sqlite)) as storage:
        opens(storage)
        os.link(file_of(migrated_sqlite), tmp_path / "held")
        destroys(storage)

    assert set((tmp_path / "held").read_bytes()) == {0}


def shares_folder(url: str, other: str) -> None:
    """From now on the folder of the one is that of the other too."""
    shutil.rmtree(poll_folder(url), ignore_errors=True)
    poll_folder(url).symlink_to(poll_folder(other))


def test_a_restored_copy_touches_no_key_of_the_first(url: str, folder: Path, new_url: str) -> None:
    """Even in the same folder, under the same main key: a restore is rehearsed while a poll is open."""
    with closing(open_anew(url)) as storage:
        opens(storage)
        casts(storage, "jo", ballot(1))
        put_back(make_backup(url, folder), new_url)
        shares_folder(new_url, url)
        clock = HeldClock()
        with closing(open_anew(new_url, clock)) as copy:
            opens(copy)
            destroys(copy)
            clock.push(30 * DAY)
            copy.sweep()

        assert takes_out(storage) == [ballot(1)]


def test_without_a_folder_nothing_opens_on_postgresql(migrated_postgres: str) -> None:
    """The settings say so first."""
    url = libpq(migrated_postgres).replace("postgresql:", "postgresql+psycopg:")
    with pytest.raises(NoPollFolder):
        open_anew(url)
    poll_folder(migrated_postgres).rmdir()
    with pytest.raises(PollKeysAway):
        open_anew(migrated_postgres)
