"""Coordinators who hand requests over to each other."""

from bot.chat import Form
from bot.deliveries import Direct
from bot.joining.model import JoinRequest
from tests.core.cast import CLAIRE, COORDINATES, LUC, Actor
from tests.core.desk import assigns, corrects
from tests.core.house import House
from tests.core.reading import form_of

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


def hands_over(house: House, request: JoinRequest, to: Actor) -> None:
    corrects(house, CLAIRE, request, assignee=house.profile(to).id)


def told(house: House, who: Actor) -> list[Direct]:
    return [direct for direct in house.directs(who) if direct.card.title.id == "joining.assigned.title"]
