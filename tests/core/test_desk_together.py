"""Coordinators press at the same moment as others, or as the clock beats: each thing is done once."""

from functools import partial

from bot.joining.model import State
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, Actor
from tests.core.decisions import outside, undoes
from tests.core.desk import assigns, decides, keys
from tests.core.house import House
from tests.core.seeing import done, mailed, outcomes
from tests.core.test_together import together

CROWD = [ANA.called(f"ana{number}") for number in range(6)]


def test_a_decision_is_undone_or_goes_out_at_the_same_moment(crowded_holding: House) -> None:
    """Either is whole, and the beat goes on."""
    request = crowded_holding.waits(ANA)
    crowded_holding.approves(CLAIRE, request)
    crowded_holding.waits_for(minutes=10)
    undo = partial(undoes, crowded_holding, DEV, crowded_holding.request(ANA))
    together(crowded_holding, crowded_holding.app.tick, undo, crowded_holding.app.tick)
    crowded_holding.carries_out()

    undone = crowded_holding.request(ANA).state is State.WAITING
    assert done(crowded_holding, request)[2:] == ["undone" if undone else "sent"]
    assert bool(outside(crowded_holding)) != undone


def test_who_takes_a_request_on_while_its_promise_breaks_breaks_it_once(crowded: House) -> None:
    """What the clock has done meanwhile is not taken back by saving the request."""
    request = crowded.waits(ANA)
    crowded.waits_for(days=7)
    together(crowded, partial(assigns, crowded, DEV, request), crowded.app.tick)
    for _ in range(3):
        crowded.lives_on(hours=1)

    assert done(crowded, request).count("broken") == 1
    assert mailed(crowded) == {"joining.late.subject": 1}
    assert crowded.request(ANA).broken_at is not None


def test_of_two_who_decide_overlapping_lots_each_request_is_decided_by_one(crowded: House) -> None:
    """In opposite orders; the other is told so, line by line."""
    requests = [crowded.waits(each) for each in CROWD]
    lots = (requests[:4], requests[:1:-1])
    first, second = together(
        crowded,
        partial(decides, crowded, CLAIRE, keys(*lots[0]), "approve"),
        partial(decides, crowded, DEV, keys(*lots[1]), "decline", reason="not_staff"),
    )
    crowded.carries_out()
    told = [outcomes(first), outcomes(second)]

    assert [len(each) for each in told] == [4, 4]
    for request, who in zip(requests, CROWD, strict=True):
        lines = [each[request.reference] for each in told if request.reference in each]
        won = {"approved": "joining.several.approve", "declined": "joining.several.decline"}
        state = crowded.request(who).state
        assert sorted(lines) == sorted([won[state], *["refusal.already_decided"] * (len(lines) - 1)])
        assert done(crowded, request)[1:] == [state]
    assert sum(mailed(crowded).values()) == len(CROWD)


def test_a_coordinator_who_is_new_here_is_made_known_once(crowded: House) -> None:
    """Though they decide from two windows at the same moment."""
    new = Actor("cleo", "Cleo", roles=COORDINATES)
    requests = [crowded.waits(each) for each in CROWD]
    calls = [partial(decides, crowded, new, keys(request), "approve") for request in requests]
    answers = together(crowded, *calls)

    assert {line for answer in answers for line in outcomes(answer).values()} == {"joining.several.approve"}
    assert {crowded.request(each).decided_by for each in CROWD} == {crowded.profile(new).id}
