"""What coordinators and applicants do at the desk."""

from bot.answers import Given
from bot.joining.model import JoinRequest
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import form_of

QUESTION = "Which service do you work for?"


def assigns(house: House, who: Actor, request: JoinRequest) -> Answer:
    """They see to it themselves."""
    return house.presses(who, "joining.assign", request.id, request.revision)


def corrects(house: House, who: Actor, request: JoinRequest, **changes: Given) -> Answer:
    """What the form says, but for the changes."""
    form = form_of(house.presses(who, "joining.correct", request.id, request.revision))
    values: dict[str, Given] = {field.name: field.value for field in form.fields}
    return house.fills_in(who, form, **values | changes)


def asked(house: House, who: Actor = ANA, question: str = QUESTION) -> JoinRequest:
    """By Claire; the question has reached them."""
    house.asks_more(CLAIRE, house.waits(who), question)
    house.carries_out()
    return house.request(who)


def answers(house: House, who: Actor, text: str = "The water service.") -> Answer:
    """The question that they were asked."""
    form = form_of(house.presses(who, "joining.answer", house.request(who).id))
    return house.fills_in(who, form, answer=text)


def keys(*requests: JoinRequest) -> tuple[str, ...]:
    """As the form of several at once names them."""
    return tuple(f"{request.id}:{request.revision}" for request in requests)


def decides(house: House, who: Actor, chosen: Given, decision: str, **other: Given) -> Answer:
    """Several at once."""
    values: dict[str, Given] = {"requests": chosen, "decision": decision} | other
    return house.submits(who, "joining.several", "desk", 0, **values)


def lives_hourly(house: House, days: int) -> None:
    """With a beat each hour."""
    for _ in range(days * 24):
        house.lives_on(hours=1)


def pending(house: House, who: Actor = CLAIRE) -> Answer:
    return house.hosts(who, "pending")
