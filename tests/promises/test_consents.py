"""The promises of bot.members.consents.Consents: what was said stands as it was said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.members.consents import Consent, Way
from storage.connecting import connect
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, JO, know
from tests.promises.test_forgetting import forget
from tests.world import NOON

AGREED = Consent("jo", NOON, True, Way.FORM, "slack", "2026-11", "fr")  # noqa: FBT003 - as a row has it


@pytest.fixture
def known(storage: Storage) -> Storage:
    know(storage, JO, AL)
    return storage


def note(storage: Storage, consent: Consent = AGREED) -> None:
    storage.transact(lambda unit: unit.consents.note(consent))


def lines(storage: Storage, member: str = "jo") -> Sequence[Consent]:
    return storage.transact(lambda unit: unit.consents.of(member))


def test_what_was_agreed_to_is_read_as_it_was_said(known: Storage) -> None:
    """Of this person alone."""
    note(known)

    assert lines(known) == (AGREED,)
    assert lines(known, "al") == ()


def test_nobody_says_later_that_it_was_otherwise(known: Storage, database_url: str) -> None:
    """The database itself refuses it."""
    note(known)
    engine = connect(database_url)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="consents are not changed"):
        connection.execute(text("UPDATE consents SET version = 'another'"))
    engine.dispose()

    assert lines(known) == (AGREED,)


def test_two_who_are_one_person_said_both(known: Storage) -> None:
    """The heir has what the other said."""
    note(known)
    known.transact(lambda unit: unit.consents.hand_over("jo", "al"))

    assert [(line.member, line.version) for line in lines(known, "al")] == [("al", "2026-11")]


def test_it_goes_with_whoever_is_forgotten(known: Storage) -> None:
    """And nothing is written down for them any more."""
    note(known)
    forget(known)

    assert lines(known) == ()
    with pytest.raises(Contended):
        note(known)
