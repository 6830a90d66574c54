"""Whoever leaves, is removed or turns out to be somebody else while a poll is open."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.polls import parting
from bot.polls.model import Poll
from bot.ports import Unit
from tests.core.cast import ANA, CLAIRE, LUC, Actor
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import button, card_of, form_of, refusal, said
from tests.core.voting import choice, closes, opened, votes
from tests.operations.network import read_rows
from tests.stores import sqlite_url

OTTO = ANA.called("otto")


def members(house: House, *people: Actor) -> Poll:
    for who in people:
        house.joins(who)
    return opened(house)


def merges(house: House, kept: Actor, other: Actor) -> None:
    """By a coordinator, after both were shown."""
    card = card_of(house.presses(CLAIRE, "members.show", house.profile(kept).id))
    form = form_of(house.clicks(CLAIRE, button(card, "members.merge")))
    confirm = house.fills_in(CLAIRE, form, reference=house.profile(other).reference)
    house.clicks(CLAIRE, button(card_of(confirm), "members.merged"))
    house.app.tick()


def test_whoever_leaves_takes_their_ballot_with_them(house: House) -> None:
    """It counts no more, and their place on the roll is gone."""
    which = members(house, ANA, LUC)
    for who in (ANA, LUC):
        votes(house, which, 1, who)
    shown_first = said(card_of(house.types(LUC, "leave")).body)
    house.leaves(LUC)
    house.lives_on(seconds=1)

    assert "polls.leave" in shown_first
    assert house.storage.transact(lambda unit: unit.ballots.turnout(which.id)) == 1
    assert len(house.storage.transact(lambda unit: unit.rolls.voters(which.id, "", 9))) == 1
    assert closes(house, which).ballots == 1


def test_whoever_is_removed_votes_no_more(house: House) -> None:
    """And what they had in the box is withdrawn."""
    which = members(house, ANA, LUC)
    votes(house, which, 1, LUC)
    decides(house, "remove", house.profile(LUC))
    house.lives_on(seconds=1)

    assert refusal(votes(house, which, 2, LUC)) == "refusal.not_allowed"
    assert closes(house, which).ballots == 0


def test_whoever_is_suspended_keeps_their_ballot(house: House) -> None:
    """They may be back before it closes."""
    which = members(house, ANA, LUC)
    votes(house, which, 1, LUC)
    decides(house, "suspend", house.profile(LUC))
    house.lives_on(seconds=1)

    assert closes(house, which).ballots == 1


def test_whoever_leaves_in_the_last_moment_is_looked_after_first(house: House) -> None:
    """In the same beat, before it is counted."""
    which = members(house, ANA, LUC)
    for who in (ANA, LUC):
        votes(house, which, 1, who)
    house.clock.push(which.closes - house.clock.now())
    house.leaves(LUC)

    assert closes(house, which).ballots == 1


@pytest.mark.parametrize(
    "acts, stays",
    [
        ([(OTTO, 1)], (1,)),
        ([(ANA, 2)], (2,)),
        ([(OTTO, 1), (ANA, 2)], (2,)),
        ([(ANA, 2), (OTTO, 1)], (1,)),
        ([(OTTO, 1), (ANA, 2), (ANA, 0)], None),
        ([], None),
    ],
)
def test_two_that_are_one_person_have_one_ballot(
    house: House, acts: Sequence[tuple[Actor, int]], stays: tuple[int, ...] | None
) -> None:
    """The one that was cast or withdrawn last."""
    which = members(house, ANA, OTTO)
    for who, number in acts:
        house.waits_for(minutes=1)
        if number:
            votes(house, which, number, who)
        else:
            house.presses(who, "polls.take_back", which.id)
    merges(house, ANA, OTTO)

    assert choice(house, which) == stays
    assert closes(house, which).ballots == (stays is not None)


def test_whoever_was_on_the_roll_by_another_profile_still_is(house: House) -> None:
    """What is one person's is not lost because they had two."""
    house.joins(OTTO)
    which = opened(house)
    house.joins(ANA)
    merges(house, ANA, OTTO)
    votes(house, which, 3)

    assert closes(house, which).counts == ((1, 0), (2, 0), (3, 1))


def test_a_ballot_that_is_looked_after_is_all_that_changes(house: House, tmp_path: Path) -> None:
    """Step by step: first what is in the box, then the place on the roll."""
    which = members(house, ANA, LUC)
    votes(house, which, 1, LUC)
    house.leaves(LUC)
    url = sqlite_url(tmp_path)
    before = read_rows(url)
    gone = house.storage.transact(lambda unit: unit.rolls.parted(1))[0]
    house.app.operate(lambda turn: parting.look_after(turn, f"{gone.poll}:{gone.member}:{gone.heir}"))
    after = read_rows(url)

    assert [name for name in after if after[name] != before[name]] == ["ballots"]


def test_who_was_merged_twice_in_a_moment_has_one_ballot(house: House) -> None:
    """In whichever order the three profiles are looked after."""
    which = members(house, ANA, OTTO, LUC)
    for who, number in ((OTTO, 1), (ANA, 2), (LUC, 3)):
        house.waits_for(minutes=1)
        votes(house, which, number, who)
    ids = [house.profile(who).id for who in (OTTO, ANA, LUC)]

    def unite(unit: Unit) -> None:
        unit.rolls.part(ids[0], heir=ids[1])
        unit.rolls.part(ids[1], heir=ids[2])

    house.storage.transact(unite)
    found = house.storage.transact(lambda unit: unit.rolls.parted(9))

    assert {each.heir for each in found} == {ids[2]}
    assert closes(house, which).counts == ((1, 0), (2, 0), (3, 1))
