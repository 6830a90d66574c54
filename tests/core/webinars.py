"""What guests of public webinars do, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.answers import Given
from bot.chat import Card, Identity, Link, Person, Press, Reader, Submission, Text
from bot.deliveries import Letter
from bot.meetings.model import Meeting
from bot.replies import Answer, Replace
from bot.webinars import guesting
from bot.webinars.model import Guest
from tests.core.cast import FLO
from tests.core.house import NETWORK, House
from tests.core.meetings import plans

ADDRESS = "https://peers.example"
AT_HOME = replace(NETWORK, address=ADDRESS)
PAM = "pam@gmail.com"
ON_THE_WEST_COAST = Reader("fr", "America/Vancouver")
STAMPED = "s" * 26


@contextmanager
def webinar_house(url: str) -> Iterator[House]:
    """Where the pages are reached from outside."""
    house = House(url, network=AT_HOME)
    yield house
    house.close()


def webinar(house: House, **other: Given) -> Meeting:
    values: dict[str, Given] = {"kind": "webinar", "theme": "Trees"}
    return plans(house, FLO, **values | other)


def on_page(token: str, reader: Reader = ON_THE_WEST_COAST) -> Person:
    return Person(Identity("web", "", token), "", reader)


def registers(house: House, which: Meeting, email: str = PAM, reader: Reader = ON_THE_WEST_COAST) -> Answer:
    """By the form on the page."""
    form = Submission("webinars.register", which.id, 0, {"email": email}, on_page(STAMPED, reader))
    return house.app.handle(form)


def letters(house: House, email: str = PAM) -> list[Letter]:
    """What arrived there so far, once everything due has been carried out."""
    house.carries_out()
    return [letter for letter in house.arrived(Letter) if letter.to == email]


def told(house: House, email: str = PAM) -> list[str]:
    """The same by its subjects."""
    return [
        letter.subject.id.removeprefix("webinars.").removesuffix(".subject")
        for letter in letters(house, email)
    ]


def page_in(letter: Letter) -> str:
    """The secret in the address to which it leads."""
    links = [each.values.get("link") for each in letter.body if isinstance(each, Text)]
    pages = [link.address for link in links if isinstance(link, Link) and "/registration/" in link.address]
    return pages[-1].rpartition("/")[2]


def confirms(house: House, which: Meeting, email: str = PAM) -> str:
    """By the link in the letter; the secret of their page."""
    token = page_in(letters(house, email)[-1])
    house.app.handle(Press("webinars.confirm", which.id, 0, on_page(token)))
    return token


def comes(house: House, which: Meeting, email: str = PAM, reader: Reader = ON_THE_WEST_COAST) -> str:
    """All of it: asked, confirmed, invited."""
    registers(house, which, email, reader)
    token = confirms(house, which, email)
    house.carries_out()
    return token


def withdraws(house: House, which: Meeting, token: str) -> Answer:
    return house.app.handle(Press("webinars.withdraw", which.id, 0, on_page(token)))


def page(house: House, token: str) -> Card | None:
    found = house.app.operate(lambda turn: guesting.look(turn, token))
    return found[0] if found else None


def guest(house: House, token: str) -> Guest | None:
    return house.storage.transact(lambda unit: unit.guests.at_page(token))


def known(house: House, which: Meeting, email: str = PAM) -> Guest | None:
    """By their mailbox."""
    return house.storage.transact(lambda unit: unit.guests.of_mailbox(which.id, email))


def count(house: House, which: Meeting) -> int:
    return house.storage.transact(lambda unit: unit.guests.count(which.id))


def shown_after(answer: Answer) -> str:
    """Which card took the place of the button."""
    assert isinstance(answer.reply, Replace)
    return answer.reply.card.title.id
