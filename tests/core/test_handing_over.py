"""A request is handed over to a colleague, who is told of it: whom there is, and what is moot."""

from dataclasses import replace

from bot.chat import CHOICES_LIMIT, Form
from bot.deliveries import Direct
from bot.joining.model import JoinRequest
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC, Actor
from tests.core.desk import assigns, audited, corrects, decides, done, keys, outcomes
from tests.core.house import DECISIONS, DOWN, House
from tests.core.reading import actions, button, card_of, facts, form_of, problems, written

CROWD = [Actor(f"c{number}", f"Coordinator {number}", roles=COORDINATES) for number in range(30)]


def meets(house: House, *coordinators: Actor) -> None:
    """They act as coordinators, one a minute."""
    request = house.waits(LUC)
    for each in coordinators:
        assigns(house, each, request)
        house.waits_for(minutes=1)
        request = house.request(LUC)


def form(house: House, who: Actor, request: JoinRequest) -> Form:
    return form_of(house.presses(who, "joining.correct", request.id, request.revision))


def offered(house: House, who: Actor, request: JoinRequest) -> list[object]:
    """The names to choose from."""
    return [choice.label for choice in form(house, who, request).fields[2].choices]


def told(house: House, who: Actor) -> list[Direct]:
    return [direct for direct in house.directs(who) if direct.card.title.id == "joining.assigned.title"]


def hands_over(house: House, request: JoinRequest, to: Actor) -> None:
    corrects(house, CLAIRE, request, assignee=house.profile(to).id)


# ---- to whom


def test_who_acted_lately_as_a_coordinator_can_be_handed_it(house: House) -> None:
    """The latest first, oneself included; the bot asks no platform who else there is."""
    meets(house, DEV, CROWD[0])
    request = house.waits(ANA)

    assert offered(house, CLAIRE, request) == ["Claire Coté", "Coordinator 0", "Dev Singh"]


def test_who_has_not_acted_for_three_months_is_not_offered(house: House) -> None:
    """They may be a coordinator no more."""
    meets(house, DEV)
    house.waits_for(days=91)

    assert offered(house, CLAIRE, house.waits(ANA)) == ["Claire Coté"]


def test_who_sees_to_it_is_offered_however_long_ago_they_acted(house: House) -> None:
    """Who corrects something else takes it from nobody."""
    assigns(house, DEV, house.waits(ANA))
    house.waits_for(days=91)
    corrects(house, CLAIRE, house.request(ANA), role="contractor")

    assert house.request(ANA).assigned_to == house.profile(DEV).id
    assert offered(house, CLAIRE, house.request(ANA)) == ["Dev Singh", "Claire Coté"]


def test_no_more_are_offered_than_a_form_can_hold(house: House) -> None:
    """Those who acted last."""
    meets(house, *CROWD)

    assert len(offered(house, CLAIRE, house.waits(ANA))) == CHOICES_LIMIT


def test_the_applicant_is_never_offered_their_own(house: House) -> None:
    """Nor taken, should a form come back with them."""
    own = replace(ANA, roles=COORDINATES)
    request = house.waits(own)
    meets(house, own)
    answer = corrects(house, CLAIRE, request, assignee=house.profile(own).id)

    assert offered(house, CLAIRE, request) == ["Claire Coté"]
    assert problems(answer) == {"assignee": "answers.choice"}


def test_who_has_left_is_not_offered_though_a_door_is_still_closing(house: House) -> None:
    """They have no name any more; a form that was open says so."""
    cora = replace(ANA.called("cora"), roles=COORDINATES)
    house.joins(cora)
    meets(house, cora)
    request = house.waits(ANA)
    open_form = form(house, CLAIRE, request)
    left = house.profile(cora).id
    house.leaves(cora)

    assert offered(house, CLAIRE, request) == ["Claire Coté"]
    values = {field.name: field.value for field in open_form.fields} | {"assignee": left}
    assert problems(house.fills_in(CLAIRE, open_form, **values)) == {"assignee": "answers.choice"}


# ---- what follows


def test_a_colleague_is_told_in_their_chat_and_led_to_the_card(house: House) -> None:
    """By a button that shows it as it is by then."""
    meets(house, DEV)
    request = house.waits(ANA)
    hands_over(house, request, DEV)
    house.carries_out()
    (direct,) = told(house, DEV)

    assert written(direct.card.title) == [request.reference]
    assert facts(house.card(request))["joining.fact.assigned"] == "Dev Singh"
    shown = card_of(house.clicks(DEV, button(direct.card, "joining.show")))
    assert actions(shown) == DECISIONS


def test_it_is_audited_who_handed_it_to_whom(house: House) -> None:
    """By ids; who corrects nothing else has corrected nothing."""
    meets(house, DEV)
    request = house.waits(ANA)
    hands_over(house, request, DEV)
    line = audited(house, request)[-1]

    assert done(house, request) == ["proven", "assigned"]
    assert (line.actor, line.detail) == (house.profile(CLAIRE).id, house.profile(DEV).id)


def test_who_takes_it_on_themselves_is_told_nothing(house: House) -> None:
    """They know."""
    meets(house, CLAIRE)
    request = house.waits(ANA)
    hands_over(house, request, CLAIRE)
    house.carries_out()

    assert house.request(ANA).assigned_to == house.profile(CLAIRE).id
    assert told(house, CLAIRE) == []
    assert done(house, request) == ["proven", "assigned"]


def test_it_can_be_given_back_to_everybody(house: House) -> None:
    """Nobody sees to it any more, and nobody is told."""
    request = house.waits(ANA)
    assigns(house, DEV, request)
    corrects(house, CLAIRE, house.request(ANA), assignee="")
    house.carries_out()

    assert house.request(ANA).assigned_to == ""
    assert told(house, DEV) == []
    assert audited(house, request)[-1].detail == ""


def test_handing_it_to_whoever_has_it_writes_nothing(house: House) -> None:
    """They are not told a second time, by whichever way it comes."""
    meets(house, DEV)
    hands_over(house, house.waits(ANA), DEV)
    request = house.request(ANA)
    hands_over(house, request, DEV)
    several = decides(house, CLAIRE, keys(request), "assign", assignee=house.profile(DEV).id)
    assigns(house, DEV, request)
    house.carries_out()

    assert outcomes(several) == {request.reference: "joining.several.assign"}
    assert len(told(house, DEV)) == 1
    assert done(house, request) == ["proven", "assigned"]
    assert house.request(ANA) == request


def test_a_message_about_what_was_handed_on_meanwhile_is_moot(house: House) -> None:
    """Only whoever has it now hears of it."""
    meets(house, DEV, CROWD[0])
    hands_over(house, house.waits(ANA), DEV)
    hands_over(house, house.request(ANA), CROWD[0])
    house.carries_out()

    assert (len(told(house, DEV)), len(told(house, CROWD[0]))) == (0, 1)


def test_a_message_about_what_was_decided_meanwhile_is_moot(house: House) -> None:
    """Nothing is left to see to."""
    meets(house, DEV)
    hands_over(house, house.waits(ANA), DEV)
    house.fates[Direct] = DOWN
    house.carries_out()
    house.declines(CLAIRE, house.request(ANA))
    house.fates.clear()
    house.lives_on(hours=1)

    assert told(house, DEV) == []
