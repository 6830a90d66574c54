"""The answer never tells whether an address is known to us."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.replies import Answer, Say
from tests.core.cast import ANA, CLAIRE, LUC, Actor
from tests.core.house import House
from tests.core.reading import button, card_of, said, title


def without_ids(answer: Answer) -> Answer:
    """With the ids of the request taken off its buttons."""
    assert isinstance(answer.reply, Say)
    card = answer.reply.card
    buttons = tuple(replace(each, subject="") for each in card.buttons)
    return replace(answer, reply=Say(replace(card, buttons=buttons)))


def a_member(house: House, address: Actor) -> None:
    house.joins(address)


def an_applicant(house: House, address: Actor) -> None:
    house.waits(address)


def a_declined_one(house: House, address: Actor) -> None:
    house.declines(CLAIRE, house.waits(address))


def one_who_left(house: House, address: Actor) -> None:
    house.joins(address)
    house.leaves(address)


def one_who_typed_it_in(house: House, address: Actor) -> None:
    house.asks(address)


KNOWN = [a_member, an_applicant, a_declined_one, one_who_left, one_who_typed_it_in]


@pytest.mark.parametrize("known", KNOWN)
def test_the_answer_never_tells_whether_an_address_is_known(
    house: House, known: Callable[[House, Actor], None]
) -> None:
    """Word for word what it is for an address of which nobody has heard."""
    stranger = Actor("nobody", "Somebody", ANA.email)
    unheard = house.asks(replace(LUC, user="other", reader=ANA.reader), name="Somebody", email="a@calgary.ca")
    known(house, ANA)

    assert without_ids(house.asks(stranger)) == without_ids(unheard)


def test_a_known_address_is_not_told_apart_by_other_buttons(house: House) -> None:
    """Resending, verifying and looking answer alike too."""
    house.joins(ANA)
    stranger = replace(LUC, email=ANA.email)
    card = card_of(house.asks(stranger))

    assert title(house.clicks(stranger, button(card, "joining.resend"))) == "joining.code_sent.title"
    assert said(card_of(house.types(stranger, "status")).body) == ["joining.status.unverified"]
