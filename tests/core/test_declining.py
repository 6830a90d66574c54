"""Declining: with a reason from the list, with a line, or without a message; and asking again."""

import pytest

from bot.joining.forms import SILENT
from bot.joining.model import JoinRequest, State
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.house import House
from tests.core.reading import actions, card_of, problems, said, written


def declined(house: House, **how: str) -> JoinRequest:
    house.declines(CLAIRE, house.waits(ANA), **how)
    house.carries_out()
    return house.request(ANA)


def test_declining_tells_the_reason_and_the_line_by_mail_and_in_the_chat(house: House) -> None:
    """In the words of the list, then as the coordinator wrote it."""
    declined(house, reason="not_verified", note="Please ask with your town’s address.")

    (direct,) = house.directs(ANA)
    for body in (house.letters(ANA)[-1].body, direct.card.body):
        assert "joining.reason.not_verified" in said(body)
        assert written(body) == ["Please ask with your town’s address."]


def test_declining_without_a_line_sends_the_reason_alone(house: House) -> None:
    """No empty paragraph stands for it."""
    declined(house)

    assert said(house.letters(ANA)[-1].body) == [
        "joining.declined.body", "joining.reason.not_staff", "joining.declined.again",
    ]  # fmt: skip
    assert written(house.letters(ANA)[-1].body) == []


def test_declining_without_a_message_sends_none(house: House) -> None:
    """The coordinator is told that it was so."""
    request = house.waits(ANA)
    answer = house.declines(CLAIRE, request, message=SILENT)
    house.carries_out()

    assert said(card_of(answer).body) == ["joining.decline.done_silent"]
    assert house.directs(ANA) == []
    assert len(house.letters(ANA)) == len(house.codes(ANA))


@pytest.mark.parametrize("message", ["send", "silent"])
def test_the_status_says_that_and_why_it_was_declined(house: House, message: str) -> None:
    """Whoever looks is told, also when nothing was sent; and can ask again."""
    declined(house, message=message)
    card = card_of(house.types(ANA, "status"))

    assert said(card.body) == ["joining.status.declined", "joining.reason.not_staff"]
    assert actions(card) == ["joining.begin"]


def test_somebody_who_was_declined_can_ask_again_and_be_approved(house: House) -> None:
    """It is the same person with another request."""
    first = declined(house)
    second = house.waits(ANA)
    house.approves(DEV, second)

    assert (first.applicant, first.state) == (second.applicant, State.DECLINED)
    assert house.profile(ANA).standing is Standing.MEMBER


def test_the_card_of_a_declined_request_says_who_and_why(house: House) -> None:
    """In the room of each platform."""
    request = declined(house)

    assert said(house.card(request).body) == ["joining.desk.declined", "joining.reason.not_staff"]
    assert written(house.card(request).body) == ["Claire Coté"]


def test_the_card_says_what_the_person_has_read(house: House) -> None:
    """So that another coordinator can answer a question about it."""
    request = declined(house, note="A town’s address will do.")

    assert said(house.card(request).body)[-1] == "joining.said.note"
    assert written(house.card(request).body) == ["Claire Coté", "A town’s address will do."]


def test_the_card_says_that_the_person_was_told_nothing(house: House) -> None:
    """Not even the line is shown as if they had read it."""
    request = declined(house, note="Never mind.", message=SILENT)

    assert said(house.card(request).body)[-1] == "joining.desk.silent"
    assert written(house.card(request).body) == ["Claire Coté"]


WRONG = [
    ({"reason": "other"}, {"note": "joining.decline.other_needs_words"}),
    ({"reason": ""}, {"reason": "answers.required"}),
    ({"reason": "because"}, {"reason": "answers.choice"}),
    ({"note": "N" * 301}, {"note": "answers.too_long"}),
    ({"note": "two\nlines"}, {"note": "answers.one_line"}),
    ({"message": "perhaps"}, {"message": "answers.choice"}),
]


@pytest.mark.parametrize("how, expected", WRONG)
def test_declining_needs_a_reason_from_the_list(
    house: House, how: dict[str, str], expected: dict[str, str]
) -> None:
    """What is wrong is said at its field, and nothing is decided."""
    request = house.waits(ANA)
    answer = house.declines(CLAIRE, request, **how)

    assert problems(answer) == expected
    assert house.request(ANA) == request
