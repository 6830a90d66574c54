"""Lists of communities that an operator takes in: what changes, what stays, and that it is safe to repeat."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from adapters.registry_file import read_registry
from bot.audit import OPERATOR, Action
from bot.communities import listings, refreshing
from bot.communities.importing import Declared, Plan, take_in
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.errors import Unknown
from bot.joining.errors import NoMailDomain
from tests.core.cast import CALGARY
from tests.core.house import House
from tests.core.test_together import together
from tests.public_data import PUBLIC_LIST, beside_the_list
from tests.world import NOON

ALL = (
    "name",
    "name_fr",
    "aliases",
    "kind",
    "type_code",
    "province",
    "domains",
    "parent_id",
    "mail_class",
    "note",
)
NEW = Community("2412345", "Saint-Zéphirin", "Saint-Zéphirin", "municipality", "QC")
DOMAIN = Listed("2412345", "zephirin.ca", "list", sourced=True, as_of="2026")
OTHER = Listed("2412345", "zephirin.qc.ca", "list", sourced=True, as_of="2026")


def imports(
    house: House,
    *communities: Community,
    listed: tuple[Listed, ...] = (),
    columns: tuple[str, ...] = ALL,
    rehearse: bool = False,
) -> Plan:
    declared = Declared(columns, communities, listed)
    plan = house.app.operate(lambda turn: take_in(turn, declared, rehearse=rehearse))
    house.app.operate(refreshing.refresh)
    return plan


def confirms(house: House, community_id: str, domain: str) -> Listed:
    listed = house.app.operate(lambda turn: listings.confirm(turn, community_id, domain, OPERATOR))
    house.app.operate(refreshing.refresh)
    return listed


def revokes(house: House, listed: Listed) -> Listed:
    revoked = house.app.operate(lambda turn: listings.revoke(turn, listed, OPERATOR))
    house.app.operate(refreshing.refresh)
    return revoked


def version(house: House) -> int:
    return house.app.operate(lambda turn: turn.unit.registry.version())


def audited(house: House) -> list[tuple[Action, str]]:
    return [(line.action, line.detail) for line in house.audit()]


# ---- a list


def test_what_is_new_is_added_with_its_domains(house: House) -> None:
    """And found at once."""
    plan = imports(house, NEW, listed=(DOMAIN,))

    assert (plan.added, plan.listed, plan.same) == ((NEW,), (DOMAIN,), 0)
    assert house.world.communities.get(NEW.id) == NEW
    assert house.world.communities.of(NEW.id) == [DOMAIN]


def test_what_ships_with_the_bot_is_changed_by_what_is_imported(house: House) -> None:
    """It says which fields are others."""
    before = house.world.communities.get(CALGARY)
    assert before is not None
    plan = imports(house, replace(before, note="seat", mail_class="own"), columns=ALL[:-1])

    (change,) = plan.changed
    assert change.fields == ("mail_class",)
    assert house.world.communities.get(CALGARY) == replace(before, mail_class="own")


def test_importing_again_changes_nothing(house: House) -> None:
    """No new number, no line in the audit."""
    imports(house, NEW, listed=(DOMAIN,))
    number, lines = version(house), audited(house)
    plan = imports(house, NEW, listed=(DOMAIN,))

    assert plan.is_nothing
    assert (plan.same, plan.same_listed) == (1, 1)
    assert (version(house), audited(house)) == (number, lines)


def test_a_rehearsal_changes_nothing(house: House) -> None:
    """And says the same."""
    rehearsed = imports(house, NEW, listed=(DOMAIN,), rehearse=True)

    assert (version(house), audited(house)) == (0, [])
    assert imports(house, NEW, listed=(DOMAIN,)) == rehearsed


def test_the_audit_says_how_much_was_changed(house: House) -> None:
    """By numbers, in one line."""
    imports(house, NEW, listed=(DOMAIN, OTHER))

    detail = "added=1 changed=0 listed=2 relisted=0 fallen=0 kept=0"
    assert audited(house) == [(Action.REGISTRY_IMPORTED, detail)]


def test_a_domain_that_is_not_listed_any_more_falls(house: House) -> None:
    """Of communities that the list names; others are left alone."""
    imports(house, NEW, listed=(DOMAIN, OTHER))
    plan = imports(house, NEW, listed=(OTHER,))

    assert [each.domain for each in plan.fallen] == ["zephirin.ca"]
    assert house.world.communities.listing("zephirin.ca") is None
    assert house.world.communities.listing("zephirin.qc.ca") is not None
    assert house.world.communities.listing("calgary.ca") is not None


def test_a_list_without_a_column_of_domains_says_nothing_about_them(house: House) -> None:
    """Nothing falls by it."""
    imports(house, NEW, listed=(DOMAIN,))

    assert imports(house, replace(NEW, note="x"), columns=("name", "note")).fallen == ()
    assert house.world.communities.listing("zephirin.ca") is not None


def test_a_parent_that_is_nowhere_is_told(house: House) -> None:
    """It may come with the next list."""
    child = replace(NEW, parent_id="mrc-999")

    assert imports(house, child).orphans == (child,)
    assert imports(house, child, replace(NEW, id="mrc-999")).orphans == ()


@beside_the_list
def test_a_whole_public_table_is_imported_and_safe_to_repeat(house: House) -> None:
    """Every community of it is there, with its domains."""
    read = read_registry(PUBLIC_LIST.read_bytes(), house.world.addresses)
    plan = imports(house, *read.communities, listed=read.listed, columns=read.columns)
    again = imports(house, *read.communities, listed=read.listed, columns=read.columns)

    assert len(plan.added) + len(plan.changed) + plan.same == read.rows == 6_062
    assert (plan.orphans, again.is_nothing) == ((), True)
    assert house.world.communities.get("band-444") in house.world.communities.search("samson", "en", 3)


# ---- what people say


def test_a_confirmed_domain_outlives_the_list(house: House) -> None:
    """Whether or not a list names it."""
    imports(house, NEW, listed=(DOMAIN,))
    confirmed = confirms(house, NEW.id, "zephirin.ca")
    plan = imports(house, NEW)

    assert [each.domain for each in plan.kept] == ["zephirin.ca"]
    (now,) = house.world.communities.of(NEW.id)
    assert (now.stands, now.source, now.confirmed_at) == (True, "", confirmed.confirmed_at)


def test_a_revoked_domain_stays_revoked_whatever_is_imported(house: House) -> None:
    """A person's word is newer than a list."""
    imports(house, NEW, listed=(DOMAIN,))
    revokes(house, DOMAIN)
    imports(house, NEW, listed=(replace(DOMAIN, as_of="2026-11"),))

    assert house.world.communities.listing("zephirin.ca") is None


def test_of_two_words_the_newer_one_counts(house: House) -> None:
    """An old export does not undo what was said since."""
    confirmed = confirms(house, CALGARY, "calgary.ab.ca")
    house.clock.push(timedelta(days=1))
    revokes(house, confirmed)
    before = house.world.communities.get(CALGARY)
    assert before is not None
    imports(house, before, listed=(confirmed,), columns=("domains",))

    assert house.world.communities.listing("calgary.ab.ca") is None


def test_a_domain_is_confirmed_by_whoever_knows(house: House) -> None:
    """With who, when, and a line in the audit."""
    confirmed = confirms(house, CALGARY, " Calgary.AB.ca ")

    assert confirmed == Listed(CALGARY, "calgary.ab.ca", confirmed_by=OPERATOR, confirmed_at=NOON)
    assert audited(house) == [(Action.DOMAIN_CONFIRMED, f"{CALGARY} calgary.ab.ca")]


def test_what_was_revoked_already_stays_so(house: House) -> None:
    """By whoever did it first, and without a second line."""
    listed = confirms(house, CALGARY, "calgary.ab.ca")
    first = revokes(house, listed)
    house.clock.push(timedelta(hours=1))

    assert revokes(house, listed) == first
    assert [action for action, _ in audited(house)].count(Action.DOMAIN_REVOKED) == 1


def test_what_was_revoked_can_be_confirmed_again(house: House) -> None:
    """The newest word counts."""
    revokes(house, confirms(house, CALGARY, "calgary.ab.ca"))
    confirms(house, CALGARY, "calgary.ab.ca")

    assert house.world.communities.listing("calgary.ab.ca") is not None


@pytest.mark.parametrize(
    "domain", ["gmail.com", "gov.ab.ca", "ab.ca", "calgary", "jo@calgary.ca", "cаlgary.ca", ""]
)
def test_what_is_no_community_s_own_cannot_be_confirmed(house: House, domain: str) -> None:
    """Everybody who has it would be a neighbour."""
    with pytest.raises(NoMailDomain):
        confirms(house, CALGARY, domain)

    assert version(house) == 0


def test_nothing_is_confirmed_for_a_community_that_there_is_not(house: House) -> None:
    """Its name would be a slip."""
    with pytest.raises(Unknown):
        confirms(house, "nowhere", "calgary.ab.ca")


# ---- at once


def test_two_imports_and_a_revoking_at_once_lose_nothing(crowded: House) -> None:
    """Whoever comes second sees what the first has done."""
    declared = Declared(ALL, (NEW,), (DOMAIN,))
    calls: list[Callable[[], object]] = [
        partial(crowded.app.operate, lambda turn: take_in(turn, declared)),
        partial(crowded.app.operate, lambda turn: listings.revoke(turn, DOMAIN, OPERATOR)),
    ]
    together(crowded, *calls * 4)

    (now,) = crowded.storage.transact(lambda unit: unit.registry.learned([DOMAIN.domain]))
    assert (now.source, now.revoked_at) == ("list", NOON)
    actions = [action for action, _ in audited(crowded)]
    assert actions.count(Action.DOMAIN_REVOKED) == 1
    assert version(crowded) == len(actions)
