"""The stored registry: changes have numbers, are seen in their order, and no word is lost under another."""

from dataclasses import replace
from functools import partial

from bot.communities.model import Community
from bot.communities.registry import Changes, Listed
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import at_once
from tests.world import NOON

TOWN = Community(
    "2412345", "Place", "Lieu", "municipality", "QC", "MÉ", "mrc-1", "isp", ("Ort", "Plaats"), "by the river"
)
DOMAIN = Listed("2412345", "place.ca", "list", sourced=True, as_of="2026-11")


def save(storage: Storage, *things: Community | Listed) -> int:
    communities = [each for each in things if isinstance(each, Community)]
    listed = [each for each in things if isinstance(each, Listed)]
    return storage.transact(lambda unit: unit.registry.save(communities, listed))


def since(storage: Storage, version: int) -> Changes:
    return storage.transact(lambda unit: unit.registry.since(version))


def learned(storage: Storage, *domains: str) -> set[Listed]:
    return set(storage.transact(lambda unit: unit.registry.learned(domains)))


def test_what_was_saved_comes_back_as_it_was(storage: Storage) -> None:
    """With all its fields, on either database."""
    confirmed, revoked = DOMAIN.confirm("jo", NOON), replace(DOMAIN, domain="old.ca").revoke("al", NOON)
    save(storage, TOWN, confirmed, revoked)

    found = since(storage, 0)
    assert list(found.communities) == [TOWN]
    assert set(found.listed) == {confirmed, revoked}


def test_each_change_has_the_next_number(storage: Storage) -> None:
    """Nought before the first."""
    assert storage.transact(lambda unit: unit.registry.version()) == 0
    assert [save(storage, TOWN), save(storage, DOMAIN)] == [1, 2]
    assert storage.transact(lambda unit: unit.registry.version()) == 2


def test_only_what_changed_since_is_told(storage: Storage) -> None:
    """In its newest state, with the number up to which that is all."""
    first = save(storage, TOWN, DOMAIN)
    confirmed = DOMAIN.confirm("jo", NOON)
    second = save(storage, confirmed)

    assert since(storage, first) == Changes(second, [], [confirmed])
    assert since(storage, second) == Changes(second, [], [])


def test_all_that_is_known_of_a_domain_is_told(storage: Storage) -> None:
    """Of several communities, and what does not stand any more."""
    theirs, gone = replace(DOMAIN, community_id="x"), replace(DOMAIN, community_id="y").revoke("jo", NOON)
    save(storage, DOMAIN, theirs, gone, replace(DOMAIN, domain="other.ca"))

    assert learned(storage, "www.place.ca", "place.ca") == {DOMAIN, theirs, gone}
    assert learned(storage) == set()


def test_a_listing_is_found_by_its_key(storage: Storage) -> None:
    """Which a button names."""
    save(storage, DOMAIN)

    assert storage.transact(lambda unit: unit.registry.listed(DOMAIN.key)) == DOMAIN
    assert storage.transact(lambda unit: unit.registry.listed("another")) is None


def test_what_is_undone_was_never_numbered(storage: Storage) -> None:
    """The next change has its number."""

    def fail(unit: Unit) -> None:
        unit.registry.save([TOWN], [])
        raise KeyError

    assert storage.transact(lambda unit: unit.registry.version()) == 0
    for _ in range(2):
        try:
            storage.transact(fail)
        except KeyError:
            continue
    assert save(storage, TOWN) == 1


def test_changes_at_once_have_each_a_number_of_their_own(storage: Storage) -> None:
    """And whoever reads up to one of them has read all before it."""
    domains = [replace(DOMAIN, domain=f"d{number}.ca") for number in range(12)]
    numbers = at_once([partial(save, storage, each) for each in domains])

    assert sorted(numbers) == list(range(1, 13))
    for number, domain in zip(numbers, domains, strict=True):
        assert domain in since(storage, number - 1).listed
        assert domain not in since(storage, number).listed


def test_whoever_holds_the_registry_reads_what_stays_so(storage: Storage) -> None:
    """Of many who add their word to what they have read, none loses another's."""
    save(storage, replace(DOMAIN, source="0"))

    def count(unit: Unit) -> None:
        unit.registry.hold()
        (now,) = unit.registry.learned([DOMAIN.domain])
        unit.registry.save([], [replace(now, source=str(int(now.source) + 1))])

    at_once([partial(storage.transact, count)] * 12)

    assert learned(storage, DOMAIN.domain) == {replace(DOMAIN, source="12")}


def test_the_domains_of_a_community_are_all_that_is_stored_of_them(storage: Storage) -> None:
    """By name, also what does not stand; nobody else's."""
    old = replace(DOMAIN, domain="old.ca").revoke("al", NOON)
    save(storage, TOWN, DOMAIN, old, replace(DOMAIN, community_id="other"))

    assert storage.transact(lambda unit: unit.registry.of(TOWN.id)) == [old, DOMAIN]
    assert storage.transact(lambda unit: unit.registry.of("none")) == []
