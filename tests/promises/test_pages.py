"""The promises of bot.pages.Pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.members.aging import What
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, JO, at_once, know
from tests.world import NOON

FIRST, SECOND = "a1" * 13, "b2" * 13
BEFORE = NOON - timedelta(days=1)


@pytest.fixture(autouse=True)
def two_people(storage: Storage) -> None:
    """Without pages."""
    know(storage, JO, AL)


def opens(storage: Storage, token: str = FIRST, owner: str = "jo") -> None:
    storage.transact(lambda unit: unit.pages.open(token, owner, NOON))


def owner(storage: Storage, token: str = FIRST, since: datetime = BEFORE) -> str | None:
    return storage.transact(lambda unit: unit.pages.owner(token, since))


def test_a_page_is_found_by_its_token_alone(storage: Storage) -> None:
    """Which is nobody's before it is opened; one person may have several."""
    assert owner(storage) is None

    opens(storage)
    opens(storage, SECOND)

    assert (owner(storage), owner(storage, SECOND), owner(storage, "jo")) == ("jo", "jo", None)


def test_a_page_does_not_count_for_ever(storage: Storage) -> None:
    """One that is too old finds nobody, and goes with what is aged, and no other."""
    opens(storage)
    storage.transact(lambda unit: unit.aged.forget(What.PAGES, BEFORE, 10))
    kept = owner(storage)
    storage.transact(lambda unit: unit.aged.forget(What.PAGES, NOON, 10))

    assert kept == "jo"
    assert owner(storage, since=NOON) is None
    assert owner(storage) is None


def test_of_two_who_are_one_the_other_has_both_pages(storage: Storage) -> None:
    """Each leads to the one who stays."""
    opens(storage)
    opens(storage, SECOND, "al")

    storage.transact(lambda unit: unit.pages.hand_over("jo", "al"))

    assert (owner(storage), owner(storage, SECOND)) == ("al", "al")


def test_whoever_is_forgotten_has_no_page(storage: Storage) -> None:
    """Nor can one be opened for them any more."""
    opens(storage)

    storage.transact(lambda unit: unit.profiles.forget("jo"))

    assert owner(storage) is None
    with pytest.raises(Contended):
        opens(storage)


def test_of_two_who_open_one_page_at_once_one_has_it(storage: Storage) -> None:
    """The other one's unit fails, having done nothing."""

    def tries(owner: str) -> None:
        try:
            opens(storage, FIRST, owner)
        except Contended:
            return

    at_once([partial(tries, "jo"), partial(tries, "al")])

    assert owner(storage) in {"jo", "al"}
