"""The promises of bot.members.ports.Profiles about whoever is to be forgotten."""

from dataclasses import replace

import pytest

from bot.chat import Reader
from bot.members.model import Profile, Standing
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, ASKED, DAY, JO, ON_DISCORD, ON_SLACK, ask, know
from tests.promises.test_profiles import MEMBER, accounts, claim, link, of, of_mailbox, stored
from tests.world import NOON


def forget(storage: Storage, profile_id: str = "jo") -> None:
    storage.transact(lambda unit: unit.profiles.forget(profile_id))


def test_of_somebody_who_was_forgotten_the_bare_row_stays(storage: Storage) -> None:
    """Id, standing and dates; the reader is nobody in particular."""
    know(storage, JO)
    storage.transact(lambda unit: unit.profiles.save(replace(MEMBER, standing=Standing.LEFT)))
    forget(storage)

    assert stored(storage) == Profile(
        "jo", Standing.LEFT, "", "", Reader("en", "UTC"), NOON, joined_at=NOON + DAY, left_at=NOON
    )


def test_somebody_who_was_forgotten_is_not_found(storage: Storage) -> None:
    """Neither by account nor by mailbox; nobody else is touched."""
    know(storage, JO, AL)
    link(storage, ON_SLACK, replace(ON_DISCORD, profile_id="al"))
    claim(storage, "jo")
    forget(storage)

    assert of(storage, ON_SLACK.identity) is None
    assert of_mailbox(storage) is None
    assert accounts(storage) == []
    assert of(storage, ON_DISCORD.identity) == AL


def test_whoever_comes_back_is_somebody_new(storage: Storage) -> None:
    """The account and the mailbox are free."""
    know(storage, JO)
    link(storage, ON_SLACK)
    claim(storage, "jo")
    forget(storage)
    newcomer = replace(JO, id="jo again")
    know(storage, newcomer)
    link(storage, replace(ON_SLACK, id="new", profile_id="jo again"))
    claim(storage, "jo again")

    assert of(storage, ON_SLACK.identity) == of_mailbox(storage) == newcomer


def test_what_is_sealed_for_somebody_who_was_forgotten_reads_as_empty(storage: Storage) -> None:
    """A request of theirs keeps its codes and dates."""
    know(storage, JO)
    ask(storage, ASKED)
    forget(storage)

    assert storage.transact(lambda unit: unit.requests.get("first")) == replace(
        ASKED, name="", address="", community_typed="", line=""
    )


def test_what_is_saved_after_forgetting_holds_nothing_personal(storage: Storage) -> None:
    """In the same transaction or in a later one."""
    know(storage, JO)

    def work(unit: Unit) -> None:
        unit.profiles.forget("jo")
        unit.profiles.save(MEMBER)

    storage.transact(work)
    at_once = stored(storage)
    storage.transact(lambda unit: unit.profiles.save(MEMBER))

    assert at_once == stored(storage)
    assert at_once == replace(
        MEMBER,
        name="",
        address="",
        reader=Reader("en", "UTC"),
        community_id="",
        community_typed="",
        mail_consent="",
        consented_at=None,
    )


def test_forgetting_is_undone_with_its_transaction(storage: Storage) -> None:
    """The key is destroyed only once the rest is durable."""
    know(storage, JO)
    link(storage, ON_SLACK)

    def work(unit: Unit) -> None:
        unit.profiles.forget("jo")
        raise RuntimeError("what came after went wrong")

    with pytest.raises(RuntimeError, match="went wrong"):
        storage.transact(work)

    assert of(storage, ON_SLACK.identity) == JO
    assert accounts(storage) == [ON_SLACK]


def test_forgetting_twice_or_nobody_is_harmless(storage: Storage) -> None:
    """The second time there is nothing to do."""
    know(storage, JO)
    forget(storage)
    bare = stored(storage)
    forget(storage)
    forget(storage, "forged")

    assert stored(storage) == bare


def test_nothing_is_linked_to_somebody_who_was_forgotten(storage: Storage) -> None:
    """It would lead to nobody."""
    know(storage, JO)
    forget(storage)

    with pytest.raises(Contended):
        link(storage, ON_SLACK)
    with pytest.raises(Contended):
        claim(storage, "jo")
