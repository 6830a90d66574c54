"""What coordinators and colleagues do when somebody is asked to vouch."""

from bot.audit import Entry
from bot.chat import Form
from bot.deliveries import Direct
from bot.joining.model import JoinRequest
from bot.joining.vouch import Vouch
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import button, form_of
from tests.core.seeing import audited

BEA, CY = ANA.called("bea"), ANA.called("cy")  # who work for the same community as Ana
ASKED = "joining.vouch.title"


def form(house: House, request: JoinRequest, who: Actor = CLAIRE) -> Form:
    return form_of(house.presses(who, "joining.ask_vouch", request.id, request.revision))


def offered(house: House, request: JoinRequest, who: Actor = CLAIRE) -> list[str]:
    """The profiles to choose from."""
    (field,) = form(house, request, who).fields
    return [choice.value for choice in field.choices]


def asks_colleague(house: House, request: JoinRequest, voucher: Actor, who: Actor = CLAIRE) -> Answer:
    return house.fills_in(who, form(house, request, who), voucher=house.profile(voucher).id)


def asked_about(house: House, voucher: Actor = BEA, applicant: Actor = ANA) -> JoinRequest:
    """A member of the same community has the question on their screen."""
    house.joins(voucher)
    request = house.waits(applicant)
    asks_colleague(house, request, voucher)
    house.carries_out()
    return house.request(applicant)


def questions(house: House, who: Actor = BEA) -> list[Direct]:
    return [direct for direct in house.directs(who) if direct.card.title.id == ASKED]


def says(house: House, word: str, who: Actor = BEA, by: Actor | None = None) -> Answer:
    """By the button of the newest question to `who`, pressed by them or by somebody else."""
    return house.clicks(by or who, button(questions(house, who)[-1].card, f"joining.vouch_{word}"))


def vouches(house: House, request: JoinRequest) -> list[Vouch]:
    return [*house.storage.transact(lambda unit: unit.vouches.of(request.id))]


def vouched(house: House, request: JoinRequest) -> list[Entry]:
    """What the audit says of it."""
    return [entry for entry in audited(house, request) if entry.action.value.startswith("vouch")]
