"""Several requests decided at once: what the form offers, and what becomes of each."""

from dataclasses import replace

import pytest

from bot.answers import Given
from bot.chat import CHOICES_LIMIT, Form, Kind
from bot.joining.forms import SILENT
from bot.joining.model import JoinRequest, State
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, Actor
from tests.core.decisions import undoes
from tests.core.desk import assigns, audited, decides, done, keys, outcomes, pending
from tests.core.house import House
from tests.core.reading import button, card_of, form_of, problems, refusal, said, title, written

CROWD = [replace(ANA.called(f"ana{number}"), name=f"Ana {number}") for number in range(27)]


def wait(house: House, many: int = 3) -> list[JoinRequest]:
    """One a minute, the oldest first."""
    found = []
    for each in CROWD[:many]:
        found.append(house.waits(each))
        house.waits_for(minutes=1)
    return found


def opened(house: House, who: Actor = CLAIRE) -> Form:
    return form_of(house.clicks(who, button(card_of(pending(house)), "joining.several")))


def choices(form: Form, field: str) -> list[str]:
    return [choice.value for each in form.fields if each.name == field for choice in each.choices]


def states(house: House, many: int = 3) -> list[State]:
    return [house.request(each).state for each in CROWD[:many]]


# ---- the form


def test_the_form_offers_the_most_urgent_ones_and_no_more_than_it_can_hold(house: House) -> None:
    """As they are shown now: whatever changes until it comes back is seen by the revision."""
    waiting = wait(house, 27)

    assert choices(opened(house), "requests") == [*keys(*waiting)][:CHOICES_LIMIT]


def test_those_that_wait_for_an_answer_can_be_decided_too(house: House) -> None:
    """After those that wait for us; what is held is decided already."""
    first, second, _ = wait(house)
    house.asks_more(CLAIRE, first, "Which service?")
    house.declines(CLAIRE, second)
    third, asked = house.request(CROWD[2]), house.request(CROWD[0])

    assert choices(opened(house), "requests") == [*keys(third, asked)]


def test_a_choice_names_the_request_as_its_card_does(house: House) -> None:
    """By reference and name."""
    (request,) = wait(house, 1)
    (field, *_) = opened(house).fields

    assert (field.name, field.kind) == ("requests", Kind.CHOICES)
    assert written(field.choices[0].label) == [request.reference, "Ana 0"]


def test_the_form_offers_what_can_be_decided_without_words(house: House) -> None:
    """Another reason than those of the list needs a sentence, and each person one of their own."""
    wait(house, 1)
    form = opened(house)

    assert choices(form, "decision") == ["approve", "decline", "silent", "assign"]
    assert choices(form, "reason") == ["not_staff", "not_in_canada", "not_verified", "duplicate"]


def test_who_acted_as_a_coordinator_can_be_handed_them(house: House) -> None:
    """Whoever opens the form included, though the bot has never seen them before."""
    assigns(house, DEV, wait(house, 1)[0])
    house.waits_for(minutes=1)
    form = opened(house, CLAIRE)

    assert choices(form, "assignee") == [house.profile(CLAIRE).id, house.profile(DEV).id]


def test_where_nothing_waits_there_is_no_form(house: House) -> None:
    """A button of an hour ago says so."""
    assert said(card_of(house.presses(CLAIRE, "joining.several", "desk")).body) == ["joining.pending.nothing"]


# ---- decided


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


# ---- not decided


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
