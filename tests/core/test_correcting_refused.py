"""What cannot be corrected, or not any more, or not by them: it is said, and nothing is written."""

from dataclasses import replace

import pytest

from bot.answers import Given
from bot.joining.forms import LISTED, TYPED
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, MONTREAL
from tests.core.desk import assigns, corrects
from tests.core.house import House
from tests.core.reading import form_of, problems, refusal


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"community": LISTED + "0"}, {"community": "answers.choice"}),
        ({"community": ""}, {"community": "answers.required"}),
        ({"community": TYPED + "a\x07b"}, {"community": "answers.control"}),
        ({"role": "king"}, {"role": "answers.choice"}),
        ({"assignee": "nobody"}, {"assignee": "answers.choice"}),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    house: House, changes: dict[str, Given], problem: dict[str, str]
) -> None:
    """And nothing is written."""
    request = house.waits(ANA)

    assert problems(corrects(house, CLAIRE, request, **changes)) == problem
    assert house.request(ANA) == request


def test_a_form_older_than_the_request_corrects_nothing(house: House) -> None:
    """Somebody took it on meanwhile; whoever corrects sees that first."""
    request = house.waits(ANA)
    form = form_of(house.presses(CLAIRE, "joining.correct", request.id, request.revision))
    assigns(house, DEV, request)
    answer = house.fills_in(CLAIRE, form, community=LISTED + MONTREAL, role="staff", assignee="")

    assert refusal(answer) == "refusal.stale"
    assert house.request(ANA).community_id == "4806016"


def test_what_is_decided_is_not_corrected_any_more(house: House) -> None:
    """The member changes it themselves."""
    request = house.waits(ANA)
    form = form_of(house.presses(CLAIRE, "joining.correct", request.id, request.revision))
    house.approves(DEV, request)
    answer = house.fills_in(CLAIRE, form, community=LISTED + MONTREAL, role="staff", assignee="")

    assert refusal(answer) == "refusal.already_decided"
    assert house.profile(ANA).community_id == "4806016"


def test_nobody_corrects_their_own_request(house: House) -> None:
    """Not by a form that they were never shown either."""
    own = replace(ANA, roles=COORDINATES)
    request = house.waits(own)
    values = {"community": LISTED + MONTREAL, "role": "staff", "assignee": ""}
    answer = house.submits(own, "joining.correct", request.id, request.revision, **values)

    assert refusal(answer) == "refusal.own_request"
    assert house.request(ANA) == request
