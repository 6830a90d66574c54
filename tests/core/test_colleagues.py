"""To whom a request can be handed over: those who acted lately as coordinators, and never who it is about."""

from dataclasses import replace

from bot.chat import CHOICES_LIMIT
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV
from tests.core.colleagues import CROWD, form, meets, offered
from tests.core.desk import assigns, corrects
from tests.core.house import House
from tests.core.reading import problems


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
