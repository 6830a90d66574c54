"""Whoever was forgotten since a backup was made is forgotten again when it is put back."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.joining.model import State
from bot.members.model import Profile, Standing
from bot.webinars.model import Guest
from storage.backup import Backup
from storage.connecting import connect_keys
from storage.errors import Expired
from storage.expiring import remove_expired
from storage.sealing import MainKey
from storage.tables import KEYS_SCHEMA, destroyed_keys, wrapped_keys
from tests.letters import ENGLISH
from tests.operations.network import check, make_backup, put_back, read_rows
from tests.operations.test_not_restored import is_empty
from tests.promises.cast import AL, MAILBOX, ON_SLACK
from tests.stores import MAIN_KEY, open_anew
from tests.world import NOON, HeldClock, SeededEntropy

TOMBSTONES = f"{KEYS_SCHEMA}.{destroyed_keys.name}"


def forget(url: str, profile_id: str = "jo") -> None:
    with closing(open_anew(url)) as storage:
        storage.transact(lambda unit: unit.profiles.forget(profile_id))


def profiles(url: str) -> tuple[Profile | None, Profile | None]:
    with closing(open_anew(url)) as storage:
        return storage.transact(lambda unit: (unit.profiles.get("jo"), unit.profiles.get("al")))


def outlives(store_of: str, url: str) -> None:
    """The key store of the one database stands beside the other one."""
    one, other = connect_keys(store_of), connect_keys(url)
    for table in (wrapped_keys, destroyed_keys):
        with one.begin() as connection:
            rows = [row._asdict() for row in connection.execute(select(table))]
        with other.begin() as connection:
            connection.execute(insert(table), rows)
    one.dispose()
    other.dispose()


def is_forgotten_in(url: str) -> None:
    jo, al = profiles(url)
    with closing(open_anew(url)) as storage:
        found = storage.transact(lambda unit: unit.profiles.of(ON_SLACK.identity))
        owner = storage.transact(lambda unit: unit.profiles.of_mailbox(MAILBOX))
        request = storage.transact(lambda unit: unit.requests.get("first"))

    assert jo is not None
    assert request is not None
    assert (jo.name, jo.address, jo.community_id, found, owner, al) == ("", "", "", None, None, AL)
    assert (request.name, request.address, request.line, request.state) == ("", "", "", State.WITHDRAWN)


def test_a_later_backup_of_keys_beside_it_says_who_was_forgotten(
    url: str, folder: Path, new_url: str
) -> None:
    """From either database into either."""
    old = make_backup(url, folder)
    forget(url)
    make_backup(url, folder)
    put_back(old, new_url)

    assert check(old).again == {"jo"}
    is_forgotten_in(new_url)


def test_a_guest_who_withdrew_since_is_not_written_to_again(url: str, folder: Path, new_url: str) -> None:
    """The others of the same webinar are there as before."""
    pam = Guest("pam", "webinar", "pam@gmail.com", ENGLISH, NOON, NOON + timedelta(days=99))
    bo = replace(pam, id="bo", address="bo@gmail.com")
    with closing(open_anew(url)) as storage:
        for guest in (pam, bo):
            storage.transact(lambda unit, guest=guest: unit.guests.add(guest, guest.address))  # type: ignore[misc] # as bound
    old = make_backup(url, folder)
    with closing(open_anew(url)) as storage:
        storage.transact(lambda unit: unit.guests.forget("pam"))
    make_backup(url, folder)
    put_back(old, new_url)
    with closing(open_anew(new_url)) as storage:
        found = storage.transact(lambda unit: (unit.guests.get("pam"), unit.guests.get("bo")))

    assert found == (None, bo)


def test_a_key_store_that_has_outlived_the_data_says_it_too(url: str, folder: Path, new_url: str) -> None:
    """It keeps its keys, and none that was destroyed comes back."""
    old = make_backup(url, folder)
    forget(url)
    outlives(url, new_url)
    put_back(old, new_url)

    is_forgotten_in(new_url)
    assert read_rows(new_url)[TOMBSTONES] == read_rows(url)[TOMBSTONES]


def test_who_was_forgotten_is_known_in_the_next_network_and_its_backups(
    url: str, folder: Path, new_url: str
) -> None:
    """However often it moves, as long as any backup can live; then the number goes too."""
    forget(url)
    put_back(make_backup(url, folder), new_url)
    moved = read_rows(new_url)[TOMBSTONES]
    clock = HeldClock()
    clock.push(timedelta(days=101))
    open_anew(new_url, clock).close()

    assert len(moved) == 1
    assert moved == read_rows(url)[TOMBSTONES]
    assert read_rows(new_url)[TOMBSTONES] == []


def test_without_any_word_of_it_it_is_said_until_when_one_knows(url: str, folder: Path) -> None:
    """Nothing is claimed that cannot be known."""
    old = make_backup(url, folder)
    forget(url)

    found = check(old)
    assert (found.again, found.known_until) == (frozenset(), found.header.made_at)


def test_whoever_was_inside_is_no_member_any_more(url: str, folder: Path, new_url: str) -> None:
    """Nobody votes or is invited of whom nothing is known."""
    with closing(open_anew(url)) as storage:
        storage.transact(lambda unit: unit.profiles.save(_member(unit.profiles.get("jo"))))
    old = make_backup(url, folder)
    forget(url)
    make_backup(url, folder)
    put_back(old, new_url)

    jo, _ = profiles(new_url)
    assert jo is not None
    assert jo.standing is Standing.LEFT


def _member(profile: Profile | None) -> Profile:
    assert profile is not None
    return replace(profile, standing=Standing.MEMBER, joined_at=profile.known_at)


def test_a_backup_whose_time_is_over_is_not_put_back(backup: Backup, new_url: str) -> None:
    """Thirty days, unless the network has chosen otherwise; the moment itself is too late."""
    clock = HeldClock()
    clock.push(timedelta(days=30))
    with pytest.raises(Expired):
        put_back(backup, new_url, clock=clock)

    assert is_empty(read_rows(new_url))


def test_backups_whose_time_is_over_are_removed_and_nothing_else(url: str, folder: Path) -> None:
    """Those of another main key, and whatever else lies there, are somebody else's affair."""
    old, clock = make_backup(url, folder), HeldClock()
    other = folder / "peerbot-notes-keys"
    other.write_bytes(b"mine")
    clock.push(timedelta(days=29))
    new = make_backup(url, folder, clock=clock)
    clock.push(timedelta(days=1))
    wrong = remove_expired((folder, folder), MainKey(bytes(32), SeededEntropy(1)), clock.now())
    removed = remove_expired((folder, folder), MainKey(MAIN_KEY, SeededEntropy(1)), clock.now())

    assert (wrong, removed) == ([], [old.keys, old.data])
    assert sorted(folder.iterdir()) == sorted([new.data, new.keys, other])
