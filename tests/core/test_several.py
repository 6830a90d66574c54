"""Several requests decided at once: each as if it were alone, with a line of its own."""

import pytest

from bot.answers import Given
from bot.joining.forms import SILENT
from bot.joining.model import State
from tests.core.cast import CLAIRE, DEV
from tests.core.crowd import CROWD, states, wait
from tests.core.decisions import undoes
from tests.core.desk import assigns, decides, keys
from tests.core.house import House
from tests.core.reading import card_of, said, title, written
from tests.core.seeing import audited, done, outcomes


@pytest.mark.parametrize(
    "decision, other, state",
    [
        ("approve", {}, State.APPROVED),
        ("decline", {"reason": "not_staff"}, State.DECLINED),
        ("silent", {"reason": "duplicate"}, State.DECLINED),
    ],
)
def test_each_chosen_one_is_decided_and_the_others_are_not(
    house: House, decision: str, other: dict[str, Given], state: State
) -> None:
    """Each with a line of its own, with its name."""
    chosen = wait(house)[:2]
    answer = decides(house, CLAIRE, keys(*chosen), decision, **other)
    house.carries_out()

    assert title(answer) == "joining.several.outcomes"
    assert outcomes(answer) == {each.reference: f"joining.several.{decision}" for each in chosen}
    assert "Ana 0" in written(card_of(answer).body)
    assert states(house) == [state, state, State.WAITING]


def test_what_follows_is_what_follows_from_each_alone(house: House) -> None:
    """Letters, doors, cards and the audit."""
    chosen = wait(house)
    decides(house, CLAIRE, keys(*chosen), "approve")
    house.carries_out()

    for who, request in zip(CROWD, chosen, strict=False):
        assert house.profile(who).is_member
        assert house.letters(who)[-1].subject.id == "joining.letter.subject"
        assert said(house.card(request).body)[0] == "joining.desk.approved"
        assert [entry.actor for entry in audited(house, request)][1:] == [house.profile(CLAIRE).id]


@pytest.mark.parametrize("decision, letters", [("decline", 1), (SILENT, 0)])
def test_a_reason_is_told_unless_they_are_closed_without_a_message(
    house: House, decision: str, letters: int
) -> None:
    """It stands in the audit either way."""
    (request,) = wait(house, 1)
    decides(house, CLAIRE, keys(request), decision, reason="not_in_canada")
    house.carries_out()

    assert len(house.letters(CROWD[0])) - 1 == letters
    assert audited(house, request)[-1].reason == "not_in_canada"


def test_several_are_handed_over_and_the_colleague_is_told_of_each(house: House) -> None:
    """Nothing is decided."""
    first, *chosen = wait(house)
    assigns(house, DEV, first)
    dev = house.profile(DEV).id
    answer = decides(house, CLAIRE, keys(*chosen), "assign", assignee=dev)
    house.carries_out()

    assert set(outcomes(answer).values()) == {"joining.several.assign"}
    assert [house.request(each).assigned_to for each in CROWD[:3]] == [dev] * 3
    assert [direct.card.title.id for direct in house.directs(DEV)] == ["joining.assigned.title"] * 2


def test_the_hold_holds_each_of_them(holding: House) -> None:
    """And each is undone by itself."""
    chosen = wait(holding)
    decides(holding, CLAIRE, keys(*chosen), "approve")
    undoes(holding, DEV, holding.request(CROWD[1]))
    holding.lives_on(minutes=10)

    assert states(holding) == [State.APPROVED, State.WAITING, State.APPROVED]
    assert [holding.profile(each).is_member for each in CROWD[:3]] == [True, False, True]
    assert done(holding, chosen[0]) == ["proven", "approved", "sent"]
