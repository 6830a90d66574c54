"""The promises of bot.members.ports.Profiles."""

from dataclasses import replace

import pytest

from bot.chat import Identity
from bot.members.model import Account, Admission, Profile, Standing
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, DAY, JO, MAILBOX, ON_DISCORD, ON_SLACK, know
from tests.world import NOON

MEMBER = replace(
    JO.join(NOON + DAY, "Jo", "3519", "typed"), mail_consent="2026-11", consented_at=NOON, left_at=NOON
)


def stored(storage: Storage, profile_id: str = "jo") -> Profile | None:
    return storage.transact(lambda unit: unit.profiles.get(profile_id))


def link(storage: Storage, *accounts: Account) -> None:
    def work(unit: Unit) -> None:
        for account in accounts:
            unit.profiles.link(account)

    storage.transact(work)


def accounts(storage: Storage, profile_id: str = "jo") -> list[Account]:
    return list(storage.transact(lambda unit: unit.profiles.accounts(profile_id)))


def of(storage: Storage, identity: Identity) -> Profile | None:
    return storage.transact(lambda unit: unit.profiles.of(identity))


def of_mailbox(storage: Storage, mailbox: str = MAILBOX) -> Profile | None:
    return storage.transact(lambda unit: unit.profiles.of_mailbox(mailbox))


def claim(storage: Storage, profile_id: str, mailbox: str = MAILBOX) -> None:
    storage.transact(lambda unit: unit.profiles.claim_mailbox(profile_id, mailbox))


def forget(storage: Storage, profile_id: str = "jo") -> None:
    storage.transact(lambda unit: unit.profiles.forget(profile_id))


# ---- profiles


def test_a_profile_comes_back_as_it_was_added(storage: Storage) -> None:
    """In whatever script the name is written."""
    know(storage, JO)

    assert stored(storage) == JO


def test_a_profile_comes_back_as_it_was_saved(storage: Storage) -> None:
    """Every field that a profile can have is kept, and nobody else's changes."""
    know(storage, JO, AL)
    storage.transact(lambda unit: unit.profiles.save(MEMBER))

    assert stored(storage) == MEMBER
    assert stored(storage, "al") == AL


def test_a_profile_can_be_saved_again_and_again(storage: Storage) -> None:
    """In one transaction and in several."""
    know(storage, JO)

    def work(unit: Unit) -> None:
        for name in ("J", "Jo", "Joe"):
            unit.profiles.save(replace(JO, name=name))

    storage.transact(work)
    storage.transact(work)

    assert stored(storage) == replace(JO, name="Joe")


def test_an_unknown_profile_is_none(storage: Storage) -> None:
    """By any of the ways in which it can be looked for."""
    assert stored(storage) is None
    assert of(storage, ON_SLACK.identity) is None
    assert of_mailbox(storage) is None
    assert accounts(storage) == []
    assert storage.transact(lambda unit: unit.profiles.account("forged")) is None


# ---- finding


def test_those_who_are_inside_are_read_page_by_page(storage: Storage) -> None:
    """Members and the suspended, in the order of their ids; nobody else."""
    standings = [Standing.OUTSIDE, Standing.MEMBER, Standing.SUSPENDED, Standing.REMOVED, Standing.LEFT]
    everybody = [replace(MEMBER, id=f"p{n}", standing=standings[n % 5]) for n in range(10)]
    know(storage, *everybody)

    def inside(after: str, limit: int) -> list[Profile]:
        return list(storage.transact(lambda unit: unit.profiles.inside(after, limit)))

    assert [profile.id for profile in inside("", 9)] == ["p1", "p2", "p6", "p7"]
    assert inside("p1", 2) == [everybody[2], everybody[6]]
    assert inside("p7", 2) == []


def test_whoever_is_found_inside_can_be_saved(storage: Storage) -> None:
    """As after any other look."""
    know(storage, MEMBER)

    def work(unit: Unit) -> None:
        (found,) = unit.profiles.inside("", 9)
        unit.profiles.save(replace(found, standing=Standing.SUSPENDED, reason="conduct"))

    storage.transact(work)

    assert stored(storage) == replace(MEMBER, standing=Standing.SUSPENDED, reason="conduct")


def test_a_reference_finds_those_whose_id_begins_so(storage: Storage) -> None:
    """Two at most, which says that it is none of them."""
    ids = ["abcdef" + end for end in ("0", "1", "z")] + ["abcdeg", "abcde"]
    know(storage, *(replace(JO, id=each) for each in ids))

    def referred(reference: str) -> list[str]:
        found = storage.transact(lambda unit: unit.profiles.referred(reference))
        return [profile.id for profile in found]

    assert referred("abcdef") == ["abcdef0", "abcdef1"]
    assert referred("abcdefz") == ["abcdefz"]
    assert referred("abcdeg") == ["abcdeg"]
    assert referred("abcdeh") == []


# ---- mailboxes


def test_a_mailbox_that_was_claimed_finds_its_profile(storage: Storage) -> None:
    """Exactly that mailbox, and only for whom it was claimed."""
    know(storage, JO, AL)
    claim(storage, "jo")

    assert of_mailbox(storage) == JO
    assert of_mailbox(storage, "jo@york") is None


def test_claiming_another_mailbox_gives_up_the_one_before(storage: Storage) -> None:
    """Somebody else may prove it now."""
    know(storage, JO, AL)
    claim(storage, "jo")
    claim(storage, "jo", "jo@peel.ca")
    claim(storage, "al")

    assert of_mailbox(storage, "jo@peel.ca") == JO
    assert of_mailbox(storage) == AL


def test_two_profiles_with_one_mailbox_are_a_conflict(storage: Storage) -> None:
    """The second is run again, and sees the other."""
    know(storage, JO, AL)
    claim(storage, "jo")
    seen: list[Profile | None] = []

    def work(unit: Unit) -> None:
        seen.append(unit.profiles.of_mailbox(MAILBOX))
        if len(seen) == 1:
            unit.profiles.claim_mailbox("al", MAILBOX)

    storage.transact(work)

    assert seen == [JO, JO]


def test_saving_a_profile_leaves_its_mailbox_alone(storage: Storage) -> None:
    """A mailbox is only ever proven."""
    know(storage, JO)
    claim(storage, "jo")
    storage.transact(lambda unit: unit.profiles.save(MEMBER))

    assert of_mailbox(storage) == MEMBER


# ---- accounts


def test_a_linked_account_finds_its_profile(storage: Storage) -> None:
    """By exactly this identity: another workspace or platform is somebody else."""
    know(storage, JO)
    link(storage, ON_SLACK)

    assert of(storage, Identity("slack", "T1", "U1")) == JO
    assert of(storage, Identity("slack", "T2", "U1")) is None
    assert of(storage, Identity("discord", "T1", "U1")) is None


def test_the_parts_of_an_identity_do_not_run_into_each_other(storage: Storage) -> None:
    """T1 and 1 is not T and 11."""
    know(storage, JO)
    link(storage, replace(ON_SLACK, identity=Identity("slack", "T1", "1")))

    assert of(storage, Identity("slack", "T", "11")) is None


def test_accounts_are_listed_in_the_order_in_which_they_were_linked(storage: Storage) -> None:
    """Whatever their ids are."""
    know(storage, JO)
    link(storage, ON_SLACK, ON_DISCORD)

    assert accounts(storage) == [ON_SLACK, ON_DISCORD]
    assert storage.transact(lambda unit: unit.profiles.account("jo-discord")) == ON_DISCORD


def test_an_identity_that_is_linked_already_is_a_conflict(storage: Storage) -> None:
    """It belongs to one profile at a time."""
    know(storage, JO, AL)
    link(storage, ON_SLACK)

    with pytest.raises(Contended):
        link(storage, replace(ON_SLACK, id="al-slack", profile_id="al"))


def test_a_changed_admission_is_stored(storage: Storage) -> None:
    """With the code of what went wrong."""
    know(storage, JO)
    link(storage, ON_SLACK)
    refused = ON_SLACK.refused("no_permission")
    storage.transact(lambda unit: unit.profiles.save_account(refused))

    assert accounts(storage) == [refused]
    assert refused.admission is Admission.FAILED


def test_an_account_that_takes_no_direct_messages_is_remembered(storage: Storage) -> None:
    """And that it takes them again."""
    know(storage, JO)
    storage.transact(lambda unit: unit.profiles.link(ON_SLACK))
    for closed in (replace(ON_SLACK, directs_closed=True), ON_SLACK):
        storage.transact(lambda unit, it=closed: unit.profiles.save_account(it))  # type: ignore[misc] # of this turn

        assert storage.transact(lambda unit: unit.profiles.account(ON_SLACK.id)) == closed


def test_an_account_that_changes_hands_is_readable_by_its_new_owner_alone(storage: Storage) -> None:
    """The profile that was made for it can be forgotten."""
    know(storage, JO, AL)
    link(storage, ON_SLACK, ON_DISCORD)
    moved = replace(ON_SLACK, profile_id="al")
    storage.transact(lambda unit: unit.profiles.save_account(moved))
    forget(storage)

    assert of(storage, ON_SLACK.identity) == AL
    assert accounts(storage, "al") == [moved]


def test_a_moved_account_keeps_its_place_in_the_order(storage: Storage) -> None:
    """The order is that of linking."""
    know(storage, JO, AL)
    link(storage, ON_SLACK)
    link(storage, replace(ON_DISCORD, profile_id="al"))
    storage.transact(lambda unit: unit.profiles.save_account(replace(ON_SLACK, profile_id="al")))

    assert [account.id for account in accounts(storage, "al")] == ["jo-slack", "jo-discord"]
