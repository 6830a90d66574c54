"""The page's own words, by the names that the page asks for; what is about the network is the core's."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot import routes
from bot.chat import Role, Room, Text
from bot.routing import granted

WORDS = {
    "sandbox": Text("local.sandbox"),
    "skip": Text("local.skip"),
    "you_are": Text("local.you_are"),
    "rooms": Text("local.rooms"),
    "conversation": Text("local.conversation"),
    "mailbox": Text("local.mailbox"),
    "mailbox_about": Text("local.mailbox_about"),
    "mailbox_empty": Text("local.mailbox_empty"),
    "new": Text("local.new"),
    "news": Text("local.news"),
    "private_room": Text("local.private_room"),
    "people_here": Text("local.people_here"),
    "bot": Text("local.bot"),
    "only_you": Text("local.only_you"),
    "edited": Text("local.edited"),
    "you_typed": Text("local.you_typed"),
    "nothing_yet": Text("local.nothing_yet"),
    "line_label": Text("local.line_label"),
    "line_hint": Text("local.line_hint"),
    "line_placeholder": Text("local.line_placeholder"),
    "send": Text("local.send"),
    "commands": Text("local.commands"),
    "cancel": Text("local.cancel"),
    "optional": Text("local.optional"),
    "choose": Text("local.choose"),
    "lookup_placeholder": Text("local.lookup_placeholder"),
    "lookup_choose": Text("local.lookup_choose"),
    "lookup_none": Text("local.lookup_none"),
    "from": Text("local.from"),
    "to": Text("local.to"),
    "date": Text("local.date"),
    "back": Text("local.back"),
    "letter": Text("local.letter"),
    "plain": Text("local.plain"),
    "headers": Text("local.headers"),
    "clock": Text("local.clock"),
    "push_hour": Text("local.push_hour"),
    "push_day": Text("local.push_day"),
    "push_week": Text("local.push_week"),
    "push_next": Text("local.push_next"),
    "push_nothing": Text("local.push_nothing"),
    "pushed": Text("local.pushed"),
    "offline": Text("local.offline"),
    "failed": Text("local.failed"),
    "tour_title": Text("local.tour_title"),
    "tour_ask": Text("local.tour_ask"),
    "tour_code": Text("local.tour_code"),
    "tour_decide": Text("local.tour_decide"),
    "tour_end": Text("local.tour_end"),
    "tour_button": Text("local.tour_button"),
    "tour_page": Text("local.tour_page"),
}

STANDINGS = {
    "newcomer": Text("local.standing.newcomer"),
    "member": Text("local.standing.member"),
    "facilitator": Text("local.standing.facilitator"),
    "coordinator": Text("local.standing.coordinator"),
}

# Name and what the room is for.
ROOMS: dict[str, tuple[Text, Text]] = {
    Room.WELCOME: (Text("local.room.welcome"), Text("local.about.welcome")),
    Room.MEMBERS: (Text("local.room.members"), Text("local.about.members")),
    Room.COORDINATORS: (Text("local.room.coordinators"), Text("local.about.coordinators")),
    Room.FACILITATORS: (Text("local.room.facilitators"), Text("local.about.facilitators")),
    "direct": (Text("local.room.direct"), Text("local.about.direct")),
}


def commands(roles: Collection[Role]) -> Iterable[tuple[str, str, Text]]:
    """What this person can type, root and name, each with the core's sentence about it."""
    for (root, name), route in routes.COMMANDS.items():
        if route.role in {Role.ANYONE, Role.MEMBER, *granted(roles)}:
            about = Text(f"host.help.{name}") if root == "host" else Text(f"members.help.{name}")
            yield root, name, about
