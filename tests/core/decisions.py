"""What coordinators decide, undo and send, and what of it goes out."""

from bot.deliveries import Admit, Direct, Dismiss, Letter
from bot.joining.model import JoinRequest
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, DEV, Actor
from tests.core.house import House
from tests.core.reading import form_of


def decided(house: House, decision: str = "approve", who: Actor = ANA) -> JoinRequest:
    """Claire's decision, held."""
    request = house.waits(who)
    if decision == "approve":
        house.approves(CLAIRE, request)
    else:
        house.declines(CLAIRE, request, note="Not yet.")
    house.carries_out()
    return house.request(who)


def undoes(house: House, who: Actor, request: JoinRequest) -> Answer:
    return house.presses(who, "joining.undo", request.id, request.revision)


def sends_now(house: House, request: JoinRequest) -> Answer:
    return house.presses(DEV, "joining.send", request.id, request.revision)


def reopens(house: House, request: JoinRequest, reason: str = "slip") -> Answer:
    return house.fills_in(DEV, form_of(undoes(house, DEV, request)), reason=reason)


def outside(house: House) -> list[object]:
    """What went out to anybody but the coordinators and the mailbox that was proven."""
    return [d for d in house.delivered if isinstance(d, Admit | Dismiss | Direct)] + [
        d.subject.id
        for d in house.delivered
        if isinstance(d, Letter) and d.subject.id != "joining.code_letter.subject"
    ]
