"""The part of the table of contents that is about guests of public webinars."""

from __future__ import annotations

from collections.abc import Mapping

from bot.routing import AGAIN, ANYONE, Duty, ErrandRoute, Route
from bot.webinars import following, guesting, inviting, letters, registering, withdrawing

BUTTONS: Mapping[str, Route] = {
    "webinars.confirm": Route(ANYONE, guesting.confirm),
    "webinars.withdraw": Route(ANYONE, guesting.withdraw),
}

FORMS: Mapping[str, Route] = {registering.ACTION: Route(ANYONE, registering.register)}

# A guest's mailbox that is no more is nobody's business; each letter is what they have asked for.
ERRANDS: Mapping[str, ErrandRoute] = {
    registering.LETTER: ErrandRoute(AGAIN, letters.asked, tell=False),
    inviting.INVITE: ErrandRoute(AGAIN, letters.invited, tell=False, wanted=letters.wanted),
    inviting.REMIND: ErrandRoute(AGAIN, letters.reminder, tell=False),
    inviting.SHOW: ErrandRoute(AGAIN, letters.recording, tell=False),
    inviting.CANCEL: ErrandRoute(AGAIN, withdrawing.letter, withdrawing.settled, tell=False),
}

DUTIES: tuple[Duty, ...] = (
    Duty("webinars.follow", following.due, following.tell_next, following.next_moment),
)
