"""Many people who ask at once, and the form that decides on several of them."""

from dataclasses import replace

from bot.chat import Form
from bot.joining.model import JoinRequest, State
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.desk import pending
from tests.core.house import House
from tests.core.reading import button, card_of, form_of

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
