"""What chance seldom leads a walk to, done once: a question of the coordinators is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.meetings.model import Meeting
from bot.replies import Answer
from bot.webinars import registering
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import form_of

Sees = Callable[[Actor, Answer], None]


def answers_a_question(house: House, sees: Sees, filled: set[str], name: str) -> None:
    """Somebody whom the coordinators asked for more."""
    who = replace(ANA, user="asked", email="asked@calgary.ca", name=name[:120])
    house.asks_more(CLAIRE, house.waits(who), name)
    opened = house.presses(who, "joining.answer", house.request(who).id)
    sees(who, opened)
    sees(who, house.fills_in(who, form_of(opened), answer=name))
    filled.add("joining.answer")


def registers_for_a_webinar(house: House, sees: Sees, filled: set[str], webinar: Meeting) -> None:
    """Somebody on a page: asked, with a slip first, and registered."""
    form = registering.form(webinar.id)
    guest = replace(ANA, user="s" * 26, platform="web", email="guest@gmail.com")
    for email in ("guest", guest.email):
        sees(guest, house.fills_in(guest, form, email=email))
    filled.add(form.action)
    house.carries_out()
    known = house.storage.transact(lambda unit: unit.guests.of_mailbox(webinar.id, guest.email))
    token = house.storage.transact(lambda unit: unit.guests.token(known.id if known else ""))
    for action in ("webinars.confirm", "webinars.confirm", "webinars.withdraw"):
        sees(guest, house.presses(replace(guest, user=token), action, webinar.id))
