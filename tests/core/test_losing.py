"""A code that did not arrive: whoever waits for it hears of it where they look, and can put it right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.chat import Command, Press
from bot.deliveries import Letter
from bot.joining.expiry import UNVERIFIED_FOR
from bot.joining.model import State
from bot.pages import at
from bot.replies import Answer
from bot.returned import bounced
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import GONE, House
from tests.core.reading import actions, button, card_of, facts, form_of, said, title, written

ELSEWHERE = "ana.new@calgary.ca"
LOST = "joining.code_lost.title"


@pytest.fixture
def lost(house: House) -> House:
    """One whose mail server refused the letter with Ana's code."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.carries_out()
    house.fates.clear()
    return house


def comes_back(house: House, address: str = ANA.email) -> bool:
    return house.app.operate(lambda turn: bounced(turn, address))


def stands(house: House, who: Actor = ANA) -> str:
    return title(house.types(who, "status"))


def test_where_the_request_stands_says_that_the_code_did_not_arrive(lost: House) -> None:
    """With the way to correct the address, or to have it sent once more."""
    card = card_of(lost.types(ANA, "status"))

    assert card.title.id == LOST
    assert written(card.body) == ["a***@calgary.ca"] or "calgary.ca" in written(card.body)[0]
    assert actions(card) == ["joining.begin", "joining.resend", "joining.withdraw"]


def test_a_letter_that_comes_back_later_is_told_as_well(house: House) -> None:
    """In the chat, once, however often it comes back; nobody else's request is concerned."""
    house.asks(ANA)
    house.asks(LUC)
    house.carries_out()
    told = [comes_back(house), comes_back(house, "ANA.roy+peers@calgary.ca"), comes_back(house, "x@y.ca")]
    house.carries_out()

    assert told == [True, True, False]
    assert [direct.card.title.id for direct in house.directs(ANA)] == [LOST]
    assert (stands(house), stands(house, LUC)) == (LOST, "joining.status.title")


def test_a_letter_to_a_mailbox_that_is_proven_says_nothing_of_the_code(house: House) -> None:
    """The code came from it."""
    house.waits(ANA)

    assert not comes_back(house)
    assert stands(house) == "joining.status.title"


def test_another_address_is_asked_for_anew(lost: House) -> None:
    """By the button; the letter goes there."""
    card = card_of(lost.types(ANA, "status"))
    form = form_of(lost.clicks(ANA, button(card, "joining.begin")))
    lost.fills_in(ANA, form, **{each.name: each.value for each in form.fields} | {"email": ELSEWHERE})

    assert stands(lost) == "joining.status.title"
    assert not comes_back(lost)
    assert comes_back(lost, ELSEWHERE)


@pytest.mark.parametrize("carried", [False, True])
def test_a_code_that_is_sent_once_more_is_waited_for(lost: House, *, carried: bool) -> None:
    """From the moment it is asked for; it proves the mailbox as any other."""
    lost.clicks(ANA, button(card_of(lost.types(ANA, "status")), "joining.resend"))
    if carried:
        lost.enters(ANA, lost.code_of(ANA))

    assert stands(lost) == "joining.status.title"
    assert lost.request(ANA).state is (State.WAITING if carried else State.UNVERIFIED)


def test_a_coordinators_second_try_makes_it_good(lost: House) -> None:
    """The letter that is tried again carries a code of its own."""
    (failed,) = lost.storage.transact(lambda unit: unit.outbox.failed(5))
    lost.storage.transact(lambda unit: unit.outbox.retry(failed.id, lost.clock.now()))
    before = stands(lost)
    lost.carries_out()

    assert (before, stands(lost)) == (LOST, "joining.status.title")


def test_it_is_remembered_as_long_as_the_mailbox_is_to_be_proven(lost: House) -> None:
    """And no longer: then nothing of it is kept."""
    lost.lives_on(hours=30)
    request = lost.request(ANA)
    meanwhile = stands(lost)
    lost.waits_for(seconds=UNVERIFIED_FOR.total_seconds())
    for _ in range(3):
        lost.lives_on(hours=2)

    assert meanwhile == LOST
    assert stands(lost) == "joining.status.title"
    assert not lost.storage.transact(lambda unit: unit.proofs.is_lost(request.id))


def test_on_a_page_of_their_own_they_read_the_address_as_they_wrote_it(house: House) -> None:
    """A slip of the finger shows there; in a chat it stays covered."""
    house.asks(ANA)
    person = replace(ANA.person, identity=at("a" * 26))
    account = house.account(ANA)
    house.storage.transact(lambda unit: unit.pages.open("a" * 26, account.profile_id, house.clock.now()))
    page = house.app.handle(Press("joining.status", "", 0, person))
    typed = house.app.handle(Command("peer", "status", person))

    assert facts(card_of(page)) == facts(card_of(typed))
    assert facts(card_of(page))["joining.form.email"] == ANA.email
    assert ANA.email not in written(tuple(facts(card_of(house.types(ANA, "status"))).values()))


def test_looking_at_it_again_and_again_is_no_haste(house: House) -> None:
    """A page that is looked at every second second is answered each time."""
    house.asks(ANA)
    house.types(ANA, "status")
    press = partial(house.presses, ANA, "joining.status")
    looked: list[Answer] = []
    for _ in range(60):
        house.clock.push(timedelta(seconds=1))
        looked += [press(), house.presses(ANA, "joining.verify", house.request(ANA).id)]

    assert {title(each) for each in looked[::2]} == {"joining.status.title"}
    assert {form_of(each).action for each in looked[1::2]} == {"joining.verify"}
    assert "refusal.too_fast" not in said(card_of(looked[-2]).body)
