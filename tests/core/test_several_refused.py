"""Of several at once, one that cannot be decided stops no other; what is forged decides nothing."""

from dataclasses import replace

import pytest

from bot.answers import Given
from bot.joining.model import State
from tests.core.cast import CLAIRE, COORDINATES, DEV
from tests.core.crowd import CROWD, states, wait
from tests.core.desk import assigns, decides, keys
from tests.core.house import House
from tests.core.reading import problems, refusal
from tests.core.seeing import done, outcomes


def test_one_that_cannot_be_decided_is_told_and_stops_no_other(house: House) -> None:
    """Whatever came in between: each with the sentence that it would get alone."""
    own = replace(CROWD[0], roles=COORDINATES)
    waiting = wait(house, 7)
    house.presses(CROWD[1], "joining.withdrawn", waiting[1].id)
    house.approves(DEV, waiting[2])
    assigns(house, DEV, waiting[3])
    house.storage.transact(lambda unit: unit.requests.forget(waiting[4].applicant))
    made_up = replace(waiting[0], id="z" * 26)
    answer = decides(house, own, keys(*waiting, made_up), "approve")

    assert outcomes(answer) == {
        waiting[0].reference: "refusal.own_request",
        waiting[1].reference: "refusal.not_waiting",
        waiting[2].reference: "refusal.already_decided",
        waiting[3].reference: "refusal.stale",
        waiting[4].reference: "refusal.stale",
        waiting[5].reference: "joining.several.approve",
        waiting[6].reference: "joining.several.approve",
        "ZZZZZZ": "refusal.unknown",
    }


def test_nobody_is_handed_their_own(house: House) -> None:
    """The others are handed over."""
    own = replace(CROWD[0], roles=COORDINATES)
    waiting = wait(house, 2)
    assigns(house, own, waiting[1])
    fresh = house.request(CROWD[1])
    answer = decides(house, CLAIRE, keys(waiting[0], fresh), "assign", assignee=house.profile(own).id)

    assert outcomes(answer) == {
        waiting[0].reference: "refusal.own_request",
        fresh.reference: "joining.several.assign",
    }


@pytest.mark.parametrize(
    "decision, other, problem",
    [
        ("decline", {}, {"reason": "joining.several.needs_reason"}),
        ("silent", {}, {"reason": "joining.several.needs_reason"}),
        ("decline", {"reason": "other"}, {"reason": "answers.choice"}),
        ("assign", {}, {"assignee": "joining.several.needs_assignee"}),
        ("assign", {"assignee": "nobody"}, {"assignee": "answers.choice"}),
        ("", {}, {"decision": "answers.required"}),
        ("ask", {}, {"decision": "answers.choice"}),
    ],
)
def test_what_belongs_to_the_decision_is_asked_for_at_its_field(
    house: House, decision: str, other: dict[str, Given], problem: dict[str, str]
) -> None:
    """And nothing is decided meanwhile."""
    chosen = wait(house, 2)

    assert problems(decides(house, CLAIRE, keys(*chosen), decision, **other)) == problem
    assert states(house, 2) == [State.WAITING] * 2


def test_choosing_none_is_said_at_the_field(house: House) -> None:
    """It is a required one."""
    wait(house, 1)

    assert problems(decides(house, CLAIRE, (), "approve")) == {"requests": "answers.required"}


FORGED: list[Given] = [
    ("{}", "x"),
    ("{}:1",),
    ("{}000000000000",),
    ("A{}",),
    ("../../etc:1",),
    "x",
    tuple(f"{{}}{number}" for number in range(1, 27)),
]


@pytest.mark.parametrize("forged", FORGED)
def test_what_no_form_of_ours_could_give_back_decides_nothing(house: House, forged: Given) -> None:
    """Nor more at once than a form can hold."""
    (key,) = keys(*wait(house, 1))
    chosen = forged if isinstance(forged, str) else tuple(each.format(key) for each in forged)

    assert refusal(decides(house, CLAIRE, chosen, "approve")) == "refusal.malformed"
    assert states(house, 1) == [State.WAITING]


def test_one_that_is_given_twice_is_decided_once(house: House) -> None:
    """With one line."""
    (request,) = wait(house, 1)
    answer = decides(house, CLAIRE, keys(request, request), "approve")

    assert outcomes(answer) == {request.reference: "joining.several.approve"}
    assert done(house, request) == ["proven", "approved"]
