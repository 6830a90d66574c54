"""The promises of bot.webinars.ports.Guests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.chat import Reader
from bot.webinars.model import Following, Guest
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import at_once
from tests.world import NOON

DAY = timedelta(days=1)
PAM = Guest("pam", "trees", "pam@gmail.com", Reader("fr", "America/Regina"), NOON, NOON + 3 * DAY)
BO = replace(PAM, id="bo", address="bo@gmail.com")
FOLLOWED = Following("pam", "America/Regina", NOON)
LATER = NOON + 9 * DAY


def comes(storage: Storage, guest: Guest = PAM) -> None:
    """Asked, and registered."""
    storage.transact(lambda unit: unit.guests.add(guest, guest.address))
    assert confirms(storage, guest)


def confirms(storage: Storage, guest: Guest = PAM) -> bool:
    registered = replace(guest, confirmed_at=NOON, expires_at=NOON + 30 * DAY)
    return storage.transact(lambda unit: unit.guests.confirm(registered))


def get(storage: Storage, guest_id: str = "pam") -> Guest | None:
    return storage.transact(lambda unit: unit.guests.get(guest_id))


def test_a_guest_is_kept_as_they_are(storage: Storage) -> None:
    """And found by their mailbox, of that webinar alone."""
    storage.transact(lambda unit: unit.guests.add(PAM, "pam@gmail.com"))
    by_mailbox, elsewhere = (
        storage.transact(lambda unit, of=of: unit.guests.of_mailbox(of, "pam@gmail.com"))  # type: ignore[misc] # as bound
        for of in ("trees", "rain")
    )

    assert get(storage) == PAM
    assert (by_mailbox, elsewhere) == (PAM, None)


def test_a_mailbox_is_registered_once(storage: Storage) -> None:
    """Of several who try at once one does, and the others' units fail."""

    def tries(number: int) -> None:
        guest = replace(PAM, id=f"pam{number}")
        try:
            storage.transact(lambda unit: unit.guests.add(guest, "pam@gmail.com"))
        except Contended:
            return

    at_once([partial(tries, number) for number in range(4)])
    found = storage.transact(lambda unit: unit.guests.of_mailbox("trees", "pam@gmail.com"))

    assert [get(storage, f"pam{number}") for number in range(4)].count(None) == 3
    assert found in [get(storage, f"pam{number}") for number in range(4)]


def test_one_of_those_who_ask_again_at_once_has_a_letter_sent(storage: Storage) -> None:
    """When the last one is long enough ago; the page asked on last counts until they are registered."""
    storage.transact(lambda unit: unit.guests.add(PAM, "pam@gmail.com"))
    again = replace(PAM, reader=Reader("en", "UTC"), asked_at=NOON + DAY, expires_at=LATER)
    won: list[bool] = []

    def asks(before_days: int) -> None:
        before = NOON + before_days * DAY
        won.append(storage.transact(lambda unit: unit.guests.ask(again, before, 3)))

    asks(-1)
    at_once([partial(asks, 0)] * 4)

    assert sorted(won) == [False] * 4 + [True]
    assert get(storage) == replace(again, letters=2)


def test_nobody_is_written_to_more_often_than_that(storage: Storage) -> None:
    """However long ago the last one is; whoever is registered begins anew."""
    storage.transact(lambda unit: unit.guests.add(replace(PAM, letters=2), "pam@gmail.com"))
    again = replace(PAM, asked_at=LATER)
    asked = storage.transact(lambda unit: unit.guests.ask(again, NOON, 2))
    confirms(storage)

    assert not asked
    assert storage.transact(lambda unit: unit.guests.ask(again, NOON, 2))


def test_whoever_leaves_is_found_by_their_last_letter_alone(storage: Storage) -> None:
    """They do not count, nobody follows them up, and they can come anew meanwhile; one of several wins."""
    comes(storage)
    token = storage.transact(lambda unit: unit.guests.token("pam"))
    won: list[bool] = []
    at_once([lambda: won.append(storage.transact(lambda unit: unit.guests.leave("pam", NOON, LATER)))] * 4)
    left = storage.transact(lambda unit: unit.guests.leaving("pam"))
    ways = storage.transact(
        lambda unit: (
            unit.guests.get("pam"),
            unit.guests.at_page(token),
            unit.guests.of_mailbox("trees", "pam@gmail.com"),
            unit.guests.count("trees"),
            *unit.guests.to_tell("trees", 9, 9),
            *unit.guests.to_remind("trees", LATER, 9),
            *unit.guests.to_show("trees", 9),
        )
    )
    comes(storage, replace(PAM, id="anew"))
    gone = storage.transact(lambda unit: unit.guests.forget("pam"))

    assert sorted(won) == [False] * 3 + [True]
    assert left is not None
    assert (left.address, left.expires_at) == (PAM.address, LATER)
    assert ways == (None, None, None, 0)
    assert gone
    assert storage.transact(lambda unit: unit.guests.leaving("pam")) is None
    assert storage.transact(lambda unit: unit.guests.leaving("anew")) is None
    assert get(storage, "anew") is not None


def test_of_whoever_is_emptied_only_how_often_they_were_asked_stays(storage: Storage) -> None:
    """By the same mailbox; then that goes as well, and there is nobody."""
    storage.transact(lambda unit: unit.guests.add(replace(PAM, letters=2), "pam@gmail.com"))
    emptied = [storage.transact(lambda unit: unit.guests.empty("pam", LATER)) for _ in range(2)]
    known = storage.transact(lambda unit: unit.guests.of_mailbox("trees", "pam@gmail.com"))
    gone = [storage.transact(lambda unit: unit.guests.forget("pam")) for _ in range(2)]

    assert emptied == [True, True]
    assert known == replace(PAM, address="", reader=Reader("en", "UTC"), expires_at=LATER, letters=2)
    assert gone == [True, False]
    assert not storage.transact(lambda unit: unit.guests.empty("pam", LATER))


def test_of_whoever_is_registered_asking_changes_the_moment_alone(storage: Storage) -> None:
    """And how often: a stranger has no say in their language, nor in how long they are kept."""
    comes(storage)
    before = get(storage)
    assert before is not None
    again = replace(before, reader=Reader("en", "UTC"), asked_at=NOON + DAY, expires_at=LATER)
    storage.transact(lambda unit: unit.guests.ask(again, NOON, 3))

    assert get(storage) == replace(before, asked_at=NOON + DAY, letters=1)


def test_somebody_is_registered_once(storage: Storage) -> None:
    """Exactly one of those who confirm at once does it; only then do they count."""
    storage.transact(lambda unit: unit.guests.add(PAM, "pam@gmail.com"))
    before = storage.transact(lambda unit: unit.guests.count("trees"))
    won: list[bool] = []
    at_once([lambda: won.append(confirms(storage))] * 4)

    assert sorted(won) == [False] * 3 + [True]
    assert (before, storage.transact(lambda unit: unit.guests.count("trees"))) == (0, 1)


def test_what_a_calendar_was_told_is_kept(storage: Storage) -> None:
    """And nothing else is changed by it."""
    comes(storage)
    told = replace(PAM, news=4, sequence=2, told_by="errand", told_as="moved", address="other")
    storage.transact(lambda unit: unit.guests.tell(told))
    kept = get(storage)

    assert kept == replace(
        told, address=PAM.address, confirmed_at=NOON, expires_at=NOON + 30 * DAY, letters=0
    )


def test_the_registered_are_followed_up_once_for_each_thing(storage: Storage) -> None:
    """News, a beginning, the recording; whoever has not confirmed is not."""
    comes(storage)
    storage.transact(lambda unit: unit.guests.add(BO, BO.address))

    with_news = storage.transact(lambda unit: unit.guests.to_tell("trees", 2, 9))
    storage.transact(lambda unit: unit.guests.telling(["pam"], 2, LATER))
    again, newer = (
        storage.transact(lambda unit, news=news: unit.guests.to_tell("trees", news, 9))  # type: ignore[misc] # as bound
        for news in (2, 3)
    )
    kept = get(storage)

    assert (with_news, again, newer) == ([FOLLOWED], [], [FOLLOWED])
    assert kept is not None
    assert kept.expires_at == LATER


def test_a_reminder_is_of_one_beginning(storage: Storage) -> None:
    """Of another one there is another."""
    comes(storage)
    first = storage.transact(lambda unit: unit.guests.to_remind("trees", NOON + DAY, 9))
    storage.transact(lambda unit: unit.guests.reminding(["pam"], NOON + DAY))
    again = storage.transact(lambda unit: unit.guests.to_remind("trees", NOON + DAY, 9))
    moved = storage.transact(lambda unit: unit.guests.to_remind("trees", LATER, 9))

    assert (first, again, moved) == ([FOLLOWED], [], [FOLLOWED])


def test_the_recording_is_told_once(storage: Storage) -> None:
    """And to those of that webinar alone."""
    comes(storage)
    elsewhere = storage.transact(lambda unit: unit.guests.to_show("rain", 9))
    first = storage.transact(lambda unit: unit.guests.to_show("trees", 9))
    storage.transact(lambda unit: unit.guests.showing(["pam"]))

    assert (elsewhere, first) == ([], [FOLLOWED])
    assert storage.transact(lambda unit: unit.guests.to_show("trees", 9)) == []


def test_a_page_is_found_by_its_secret_which_nobody_can_make(storage: Storage) -> None:
    """It is the same each time, and stands nowhere."""
    comes(storage)
    comes(storage, replace(BO, id="b" * 26))
    token = storage.transact(lambda unit: unit.guests.token("b" * 26))

    assert storage.transact(lambda unit: unit.guests.token("b" * 26)) == token
    assert len(token) == 52
    assert storage.transact(lambda unit: unit.guests.at_page(token)) == get(storage, "b" * 26)
    for forged in (token[:-1] + "1", "b" * 52, "b" * 26, "é", ""):
        assert storage.transact(lambda unit, forged=forged: unit.guests.at_page(forged)) is None  # type: ignore[misc] # as bound


@pytest.mark.parametrize("times", [1, 2])
def test_whoever_is_forgotten_leaves_nothing_and_no_backup_brings_them_back(
    storage: Storage, times: int
) -> None:
    """Their key is destroyed, and its number kept; they can come again."""
    comes(storage)
    gone = [storage.transact(lambda unit: unit.guests.forget("pam")) for _ in range(times)]

    assert gone == [True, False][:times]
    assert get(storage) is None
    assert storage.transact(lambda unit: unit.guests.of_mailbox("trees", "pam@gmail.com")) is None
    comes(storage)
    assert get(storage) is not None
