"""The part of the table of contents that is about people's rights."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rights import exporting, forgetting, looking, mailing, wishes
from bot.routing import AGAIN, ANYONE, ErrandRoute, Route

COMMANDS: Mapping[tuple[str, str], Route] = {
    ("peer", "privacy"): Route(ANYONE, looking.privacy),
    ("peer", "data"): Route(ANYONE, looking.show),
    ("peer", "mail"): Route(ANYONE, mailing.mail),
    ("peer", "forget"): Route(ANYONE, forgetting.preview),
}

BUTTONS: Mapping[str, Route] = {
    "rights.privacy": Route(ANYONE, looking.privacy),
    "rights.data": Route(ANYONE, looking.show),
    "rights.lists": Route(ANYONE, looking.lists),
    "rights.deeds": Route(ANYONE, looking.deeds),
    "rights.purposes": Route(ANYONE, looking.purposes),
    "rights.export": Route(ANYONE, exporting.export),
    "rights.mail_off": Route(ANYONE, mailing.off),
    "rights.mail_on": Route(ANYONE, mailing.on),
    "rights.forget": Route(ANYONE, forgetting.preview),
    "rights.forgotten": Route(ANYONE, forgetting.forget),
}

ERRANDS: Mapping[str, ErrandRoute] = {
    exporting.KIND: ErrandRoute(AGAIN, exporting.letter, exporting.mailed, tell=False),
    wishes.PRIVACY: ErrandRoute(AGAIN, wishes.privacy, tell=False),
    wishes.MAIL: ErrandRoute(AGAIN, wishes.mail, tell=False),
    wishes.FORGET: ErrandRoute(AGAIN, wishes.forget, tell=False, wanted=wishes.forget_wanted),
    forgetting.KIND: ErrandRoute(AGAIN, forgetting.letter, forgetting.settled, tell=False),
}
