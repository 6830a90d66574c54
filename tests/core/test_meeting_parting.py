"""Whoever leaves, is suspended or removed is called off; who comes back is invited anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import Named
from bot.deliveries import Letter
from bot.outbox import Outcome
from tests.core.cast import ANA
from tests.core.house import DOWN, GONE, NETWORK, House
from tests.core.meetings import MOVED, changes, plans, told
from tests.core.memberships import decides, reinstates
from tests.core.reading import card_of, said
from tests.stores import sqlite_url


def test_whoever_leaves_is_called_off_and_then_forgotten(ana: House) -> None:
    """Their address stays until their calendar was told, and no longer."""
    plans(ana)
    plans(ana, day="2027-02-24")
    ana.lives_on(minutes=1)
    member = ana.profile(ANA)
    ana.leaves(ANA)
    kept = ana.profile(ANA)
    ana.carries_out()

    assert told(ana)[2:] == [("parted", "CANCEL", 1)] * 2
    assert (kept.address, kept.name) == (ANA.email, "")
    assert ana.knows(ANA) is None
    gone = ana.storage.transact(lambda unit: unit.profiles.get(member.id))
    assert gone is not None
    assert gone.address == ""


@pytest.mark.parametrize("fate", [GONE, DOWN])
def test_whoever_leaves_is_forgotten_although_the_letter_does_not_arrive(ana: House, fate: Outcome) -> None:
    """At once when the mailbox is gone, after some days when the mail server is down."""
    plans(ana)
    ana.lives_on(minutes=1)
    ana.leaves(ANA)
    ana.fates[Letter] = fate
    ana.carries_out()
    soon = ana.knows(ANA)
    for _ in range(80):
        ana.lives_on(hours=1)

    assert (soon is None) == (fate is GONE)
    assert ana.knows(ANA) is None


def test_whoever_was_never_told_leaves_as_always(ana: House) -> None:
    """Nothing of theirs is kept for it."""
    plans(ana)
    ana.leaves(ANA)

    assert ana.profile(ANA).address == ""


def test_whoever_is_suspended_is_called_off_and_invited_anew_when_they_are_back(ana: House) -> None:
    """With a sequence that is higher than that of being called off, each time."""
    plans(ana)
    ana.lives_on(minutes=1)
    member = ana.profile(ANA)
    for _ in range(2):
        decides(ana, "suspend", member)
        ana.carries_out()
        reinstates(ana, member)
        ana.carries_out()

    sequences = [("parted", "CANCEL"), ("invited", "REQUEST")] * 2
    assert told(ana)[1:] == [(*each, number) for number, each in enumerate(sequences, 1)]


def test_whoever_was_removed_is_called_off(ana: House) -> None:
    """And is told of no change from then on."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    decides(ana, "remove", ana.profile(ANA))
    changes(ana, planned, "move", **MOVED)
    ana.lives_on(minutes=1)

    assert told(ana)[1:] == [("parted", "CANCEL", 2)]


def test_whoever_is_called_off_and_back_before_the_letter_went_out_hears_nothing(ana: House) -> None:
    """It stands in their calendar as it did."""
    plans(ana)
    ana.lives_on(minutes=1)
    member = ana.profile(ANA)
    decides(ana, "suspend", member)
    reinstates(ana, member)
    ana.carries_out()

    assert told(ana) == [("invited", "REQUEST", 0)]


def test_leaving_says_first_that_meetings_go_from_the_calendar(ana: House) -> None:
    """Where there are such."""
    before = said(card_of(ana.types(ANA, "leave")).body)
    plans(ana)
    ana.lives_on(minutes=1)

    assert "members.leave.calendar" not in before
    assert "members.leave.calendar" in said(card_of(ana.types(ANA, "leave")).body)


def test_every_invitation_carries_what_the_network_says_of_conduct_and_lands(tmp_path: Path) -> None:
    """In the letter and in the calendar, in both languages."""
    conduct, lands = Named("We listen.", "On s\u2019écoute."), Named("On these lands", "Sur ces terres")
    network = replace(NETWORK, conduct=conduct, acknowledgement=lands)
    house = House(sqlite_url(tmp_path), network=network)
    house.joins(ANA)
    plans(house)
    house.lives_on(minutes=1)
    letter = house.letters(ANA)[-1]
    assert letter.invitation is not None

    assert {conduct, lands} <= {each for each in letter.body if isinstance(each, Named)}
    assert {conduct, lands} <= {each for each in letter.invitation.body if isinstance(each, Named)}
    house.close()
