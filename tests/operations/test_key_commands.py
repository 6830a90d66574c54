"""Keys by the command, as an operator meets it: what it says and how it ends."""

from __future__ import annotations

from contextlib import closing

import pytest

from storage.connecting import keys_file
from storage.engine import open_storage
from storage.errors import WrongMainKey
from tests.operations.network import written
from tests.promises.cast import JO
from tests.stories.command import CANARY, KEY, OTHER_KEY, peerbot
from tests.world import HeldClock, SeededEntropy


@pytest.fixture
def database_url(migrated_sqlite: str) -> str:
    """One kind of database is enough to see what the command says."""
    return migrated_sqlite


@pytest.fixture
def rotating(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"PEERBOT_NEW_MAIN_KEY": written(OTHER_KEY)}


def opens(url: str, key: bytes) -> bool:
    try:
        with closing(open_storage(url, key, SeededEntropy(4), HeldClock())) as storage:
            return storage.transact(lambda unit: unit.profiles.get("jo")) == JO
    except WrongMainKey:
        return False


def test_rotating_says_what_to_do_next(url: str, rotating: dict[str, str]) -> None:
    """A second time as well, with the settings as they were."""
    first, second = peerbot(rotating, "keys", "rotate"), peerbot(rotating, "keys", "rotate")

    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == "all keys are rewrapped (257): put the new main key in PEERBOT_MAIN_KEY\n"
    assert second.stdout == "all keys are already wrapped: put the new main key in PEERBOT_MAIN_KEY\n"
    assert (opens(url, KEY), opens(url, OTHER_KEY)) == (False, True)


@pytest.mark.parametrize(
    "new, line",
    [
        ("", "PEERBOT_NEW_MAIN_KEY is missing: the key that is to take the place of PEERBOT_MAIN_KEY"),
        (CANARY, "PEERBOT_NEW_MAIN_KEY must be 32 random bytes in base64, as `peerbot keys new` prints them"),
        (written(KEY), "PEERBOT_NEW_MAIN_KEY is the same key as PEERBOT_MAIN_KEY"),
    ],
)
def test_a_new_main_key_that_is_none_is_told_without_it(
    url: str, environment: dict[str, str], new: str, line: str
) -> None:
    """Code 78, and nothing is changed."""
    ended = peerbot(environment | {"PEERBOT_NEW_MAIN_KEY": new}, "keys", "rotate")

    assert (ended.returncode, ended.stderr) == (78, f"peerbot: {line}\n")
    assert opens(url, KEY)


def test_a_wrong_old_main_key_rotates_nothing(url: str, rotating: dict[str, str]) -> None:
    """Code 78: it may be the one of another database."""
    ended = peerbot(rotating | {"PEERBOT_MAIN_KEY": written(bytes(range(64, 96)))}, "keys", "rotate")

    assert (ended.returncode, "main key is not the one" in ended.stderr) == (78, True)
    assert opens(url, KEY)


def test_a_missing_key_store_is_told(url: str, rotating: dict[str, str]) -> None:
    """Code 78: a person has to put it back."""
    keys_file(url).unlink()
    ended = peerbot(rotating, "keys", "rotate")

    assert (ended.returncode, "restore the key store" in ended.stderr) == (78, True)
