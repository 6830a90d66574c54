"""A request is handed over to a colleague, who is told of it unless that is moot by then."""

from bot.deliveries import Direct
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.colleagues import CROWD, hands_over, meets, told
from tests.core.desk import assigns, corrects, decides, keys
from tests.core.house import DECISIONS, DOWN, House
from tests.core.reading import actions, button, card_of, facts, written
from tests.core.seeing import audited, done, outcomes


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
