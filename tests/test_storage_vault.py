"""The vault: seals hold only where they were made, fingerprints only for what they were made."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.connecting import connect_keys
from storage.errors import Conflict, KeysMissing, Tampered, WrongMainKey
from storage.keys import KeyStore
from storage.migrations import migrate
from storage.secret_folder import folder_of
from storage.vault import OPENED, Vault
from tests.stores import MAIN_KEY, sqlite_url
from tests.world import HeldClock, SeededEntropy

PLACE = "profiles.name"


def open_vault(folder: Path, main_key: bytes = MAIN_KEY, seed: int = 1) -> Vault:
    keys = KeyStore(connect_keys(sqlite_url(folder)))
    return Vault(keys, folder_of(sqlite_url(folder)), main_key, SeededEntropy(seed), HeldClock())


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    migrate(sqlite_url(tmp_path))
    with closing(open_vault(tmp_path)) as vault:
        vault.unlock()
        yield vault


def seal(vault: Vault, key_id: str, words: str = "Zoë") -> bytes:
    sealed = vault.seal(key_id, PLACE, "row", words)
    assert sealed is not None
    return sealed


def test_what_was_sealed_can_be_unsealed(vault: Vault) -> None:
    """In any script."""
    key_id = vault.new_key()

    assert vault.unseal(key_id, PLACE, "row", seal(vault, key_id, "xʷməθkʷəy̓əm")) == "xʷməθkʷəy̓əm"


def test_the_same_words_are_never_sealed_the_same_way(vault: Vault) -> None:
    """Nobody learns from a seal who is called alike."""
    key_id = vault.new_key()

    assert seal(vault, key_id) != seal(vault, key_id)


def test_a_run_with_the_same_seed_seals_the_same_way(tmp_path: Path) -> None:
    """Keys and nonces come from the Entropy port."""
    seals = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        migrate(sqlite_url(folder))
        with closing(open_vault(folder, seed=7)) as vault:
            vault.unlock()
            seals.append(seal(vault, vault.new_key()))

    assert seals[0] == seals[1]


@pytest.mark.parametrize("place, row", [("profiles.address", "row"), (PLACE, "another")])
def test_a_seal_holds_only_where_it_was_made(vault: Vault, place: str, row: str) -> None:
    """Whoever can write to the database cannot move words from one row or column to another."""
    key_id = vault.new_key()

    with pytest.raises(Tampered):
        vault.unseal(key_id, place, row, seal(vault, key_id))


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_a_changed_seal_is_recognised(vault: Vault, place: int) -> None:
    """Be it the version, the nonce, the words or the tag."""
    key_id = vault.new_key()
    changed = bytearray(seal(vault, key_id))
    changed[place] ^= 1

    with pytest.raises(Tampered):
        vault.unseal(key_id, PLACE, "row", bytes(changed))


def test_a_seal_does_not_open_with_somebody_elses_key(vault: Vault) -> None:
    """Each person has their own."""
    sealed = seal(vault, vault.new_key())

    with pytest.raises(Tampered):
        vault.unseal(vault.new_key(), PLACE, "row", sealed)


def test_no_words_need_no_seal(vault: Vault) -> None:
    """Nor do those of somebody who was forgotten."""
    assert vault.seal(vault.new_key(), PLACE, "row", "") is None
    assert vault.seal("", PLACE, "row", "words") is None
    assert vault.unseal(vault.new_key(), PLACE, "row", None) == ""


def test_what_a_destroyed_key_has_sealed_reads_as_empty(vault: Vault) -> None:
    """At once, although the key was open in memory."""
    key_id = vault.new_key()
    sealed = seal(vault, key_id)
    vault.destroy([key_id])

    assert vault.unseal(key_id, PLACE, "row", sealed) == ""


def test_nothing_is_sealed_with_a_destroyed_key(vault: Vault) -> None:
    """Whoever still believes in it has read something that changed since."""
    key_id = vault.new_key()
    vault.destroy([key_id])

    with pytest.raises(Conflict):
        vault.seal(key_id, PLACE, "row", "words")


def test_a_key_that_was_dropped_from_memory_is_read_again(vault: Vault) -> None:
    """Memory holds a few thousand of them."""
    key_id = vault.new_key()
    sealed = seal(vault, key_id)
    for _ in range(OPENED):
        vault.new_key()
    dropped = vault.unseal(key_id, PLACE, "row", sealed)
    vault.shut()

    assert dropped == vault.unseal(key_id, PLACE, "row", sealed) == "Zoë"


# ---- fingerprints


def test_a_fingerprint_is_the_same_for_the_same(vault: Vault, tmp_path: Path) -> None:
    """Also after the next start."""
    before = vault.fingerprint("mailbox", "jo@york.ca")
    with closing(open_vault(tmp_path, seed=2)) as again:
        again.unlock()
        after = again.fingerprint("mailbox", "jo@york.ca")

    assert before == after
    assert len(before) == 32


def test_fingerprints_differ_by_purpose_and_by_part(vault: Vault) -> None:
    """What is one mailbox's is no identity's, and parts do not run into each other."""
    parts = [("a", "bc"), ("ab", "c"), ("abc",), ("abc", ""), ("", "abc"), ("1:a", "bc"), ("a1:", "bc")]
    fingerprints = {vault.fingerprint(purpose, *each) for purpose in ("code", "identity") for each in parts}

    assert len(fingerprints) == 2 * len(parts)


def test_another_deployment_has_other_fingerprints(vault: Vault, tmp_path: Path) -> None:
    """The index key is random: the same main key does not make them comparable."""
    other = tmp_path / "other"
    other.mkdir()
    migrate(sqlite_url(other))
    with closing(open_vault(other, seed=2)) as stranger:
        stranger.unlock()

        assert stranger.fingerprint("mailbox", "jo@york.ca") != vault.fingerprint("mailbox", "jo@york.ca")


# ---- the main key


def test_a_wrong_main_key_is_recognised(vault: Vault, tmp_path: Path) -> None:
    """And the error names neither of the two."""
    wrong = bytes(32)
    with closing(open_vault(tmp_path, wrong)) as other, pytest.raises(WrongMainKey) as raised:
        other.unlock()

    assert "main key" in str(raised.value)
    assert raised.value.__cause__ is None


def test_keys_that_fit_nobody_are_not_taken_for_the_right_ones(vault: Vault) -> None:
    """A key store of another database was put in its place."""
    with pytest.raises(KeysMissing):
        vault.unlock(used={"a key that is not here"})


def test_keys_that_are_opened_together_open_what_they_sealed(vault: Vault) -> None:
    """Those that are not there, or nobody's, are passed over."""
    sealed = {key_id: seal(vault, key_id, key_id) for key_id in (vault.new_key(), vault.new_key())}
    gone = vault.new_key()
    vault.destroy([gone])
    vault.shut()
    vault.open([*sealed, gone, ""])

    assert [vault.unseal(key_id, PLACE, "row", words) for key_id, words in sealed.items()] == list(sealed)
    assert vault.unseal(gone, PLACE, "row", next(iter(sealed.values()))) == ""
