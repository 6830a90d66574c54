"""What people and time do to a request, one act after the other."""

from collections.abc import Callable

from bot.joining.forms import SILENT, TYPED
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.decisions import reopens, sends_now, undoes
from tests.core.desk import assigns, corrects
from tests.core.house import House
from tests.core.reading import form_of

QUESTION, ANSWER, NOTE, COMMUNITY = "Which waterworks?", "The sluices", "Sorry, dear", "Shadows of York"
Act = Callable[[House], object]


def asks(house: House) -> object:
    return house.asks(ANA, line="Waterfalls")


def proves(house: House) -> object:
    return house.proves(ANA)


def approves(house: House) -> object:
    return house.approves(CLAIRE, house.request(ANA))


def declines(house: House) -> object:
    return house.declines(CLAIRE, house.request(ANA), note=NOTE)


def declines_in_silence(house: House) -> object:
    return house.declines(CLAIRE, house.request(ANA), reason="duplicate", message=SILENT)


def asks_more(house: House) -> object:
    return house.asks_more(CLAIRE, house.request(ANA), QUESTION)


def answers(house: House) -> object:
    form = form_of(house.presses(ANA, "joining.answer", house.request(ANA).id))
    return house.fills_in(ANA, form, answer=ANSWER)


def takes_on(house: House) -> object:
    return assigns(house, CLAIRE, house.request(ANA))


def corrects_the_community(house: House) -> object:
    return corrects(house, CLAIRE, house.request(ANA), community=TYPED + COMMUNITY)


def dev_is_known(house: House) -> object:
    return assigns(house, DEV, house.waits(LUC))


def hands_over(house: House) -> object:
    return corrects(house, CLAIRE, house.request(ANA), assignee=house.profile(DEV).id)


def sends(house: House) -> object:
    return sends_now(house, house.request(ANA))


def undoes_it(house: House) -> object:
    return undoes(house, DEV, house.request(ANA))


def reopens_it(house: House) -> object:
    return reopens(house, house.request(ANA))


def withdraws(house: House) -> object:
    return house.presses(ANA, "joining.withdrawn", house.request(ANA).id)


def time_passes(**span: float) -> Act:
    return lambda house: house.lives_on(**span)
