"""People of whom the address alone does not say enough, and what coordinators do about that."""

from dataclasses import replace

from bot.chat import Card
from bot.joining.model import JoinRequest
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import GROUND, House
from tests.core.reading import button, form_of

GIL = replace(ANA, user="gil", name="Gil Roy", email="gil.roy@gmail.com")  # on free mail
UMA = replace(ANA, user="uma", name="Uma Ray", email="uma@peaks.example.ca")  # on a domain in no list
MO = replace(ANA, user="mo", name="Mo Day", email="mo@york.ca")  # on another community's
TESS = replace(ANA, user="tess", name="Tess Lee", community_id="4815023")  # of calgary.ca, for Canmore


def attests(house: House, request: JoinRequest, who: Actor = CLAIRE, ground: str = GROUND) -> Answer:
    form = form_of(house.presses(who, "joining.attest", request.id, request.revision))
    return house.fills_in(who, form, ground=ground)


def presses_on(house: House, card: Card, action: str, who: Actor = CLAIRE) -> Answer:
    return house.clicks(who, button(card, action))
