"""The promises of bot.joining.attestations.Attestations, and of who said what about a domain."""

from dataclasses import replace

from bot.communities.registry import Listed
from bot.joining.attestations import Attestation, Ground
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR
from tests.world import NOON

BY_CLAIRE = Attestation("first", "claire", Ground.PHONE, NOON)
BY_DEV = Attestation("first", "dev", Ground.KNOWN, NOON + HOUR)
LATER = replace(BY_CLAIRE, ground=Ground.DOCUMENT, at=NOON + DAY)


def keep(storage: Storage, *attestations: Attestation) -> None:
    for each in attestations:
        storage.transact(lambda unit, each=each: unit.attestations.keep(each))  # type: ignore[misc] # of this turn


def about(storage: Storage, request_id: str = "first") -> list[Attestation]:
    return list(storage.transact(lambda unit: unit.attestations.of(request_id)))


def hand_over(storage: Storage, one: str, other: str) -> None:
    storage.transact(lambda unit: unit.attestations.hand_over(one, other))


def test_what_was_attested_about_a_request_comes_back_the_oldest_first(storage: Storage) -> None:
    """Not what was attested about another one."""
    keep(storage, BY_DEV, BY_CLAIRE, replace(BY_CLAIRE, request_id="second"))

    assert about(storage) == [BY_CLAIRE, BY_DEV]
    assert about(storage, "none") == []


def test_a_coordinator_has_one_word_about_a_request_the_newest(storage: Storage) -> None:
    """What was said before is replaced."""
    keep(storage, BY_CLAIRE, BY_DEV, LATER)

    assert about(storage) == [BY_DEV, LATER]


def test_two_who_are_one_person_have_one_word(storage: Storage) -> None:
    """The newer one, whoever of them it was; what only one of them said stays."""
    keep(storage, LATER, BY_DEV, replace(BY_CLAIRE, request_id="second"))
    hand_over(storage, "claire", "dev")

    assert about(storage) == [replace(LATER, attested_by="dev")]
    assert about(storage, "second") == [replace(BY_CLAIRE, request_id="second", attested_by="dev")]


def test_an_older_word_is_not_laid_over_a_newer_one(storage: Storage) -> None:
    """The other way round it is the same."""
    keep(storage, LATER, BY_DEV)
    hand_over(storage, "dev", "claire")

    assert about(storage) == [LATER]


def test_who_attested_nothing_hands_nothing_over(storage: Storage) -> None:
    """And takes nothing away."""
    keep(storage, BY_CLAIRE)
    hand_over(storage, "nobody", "dev")

    assert about(storage) == [BY_CLAIRE]


def test_a_domain_is_confirmed_and_revoked_by_whoever_they_are_now(storage: Storage) -> None:
    """Other processes hear of it as of any change."""
    theirs = [Listed("1", "one.ca").confirm("claire", NOON), Listed("2", "two.ca").revoke("claire", NOON)]
    others = Listed("3", "three.ca").confirm("al", NOON)
    before = storage.transact(lambda unit: unit.registry.save((), [*theirs, others]))
    storage.transact(lambda unit: unit.registry.hand_over("claire", "dev"))
    changes = storage.transact(lambda unit: unit.registry.since(before))

    assert {(each.domain, each.confirmed_by, each.revoked_by) for each in changes.listed} == {
        ("one.ca", "dev", ""),
        ("two.ca", "", "dev"),
    }
