"""The guild "North": its rooms, its roles, and who is there in which language."""

from __future__ import annotations

from tests.wire.discord.guild import BOT, Guild
from tests.wire.discord.people import Somebody
from tests.wire.discord.permissions import EMBED_LINKS, MANAGE_ROLES, SEND_MESSAGES, VIEW_CHANNEL
from tests.wire.discord.server import DiscordServer
from tests.world import HeldClock

WELCOME, MEMBERS, COORDINATORS, FACILITATORS = (
    "900000000000000101", "900000000000000102", "900000000000000103", "900000000000000104",
)  # fmt: skip
MEMBER, FACILITATOR, COORDINATOR, BOTS = (
    "900000000000000201", "900000000000000202", "900000000000000203", "900000000000000204",
)  # fmt: skip
ANA, LUC, CLAIRE, DEV = (
    "900000000000000301", "900000000000000302", "900000000000000303", "900000000000000304",
)  # fmt: skip
NEEDED = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | MANAGE_ROLES
PEOPLE = {"ana": ANA, "luc": LUC, "claire": CLAIRE, "dev": DEV}


def guild(clock: HeldClock) -> Guild:
    """The bot's role stands above the members', below those of facilitators and coordinators."""
    north = Guild(lambda: clock.now().timestamp())
    north.add_role(MEMBER, "member", 1)
    north.add_role(BOTS, "Peers", 2, NEEDED).managed = True
    north.add_role(FACILITATOR, "facilitator", 3)
    north.add_role(COORDINATOR, "coordinator", 4)
    north.add_member(BOT, "Peers", BOTS, bot=True)
    north.add_member(ANA, "Ana Roy")
    north.add_member(LUC, "Luc Gagné", locale="fr")
    north.add_member(CLAIRE, "Claire Coté", MEMBER, COORDINATOR, locale="fr")
    north.add_member(DEV, "Dev Singh", MEMBER, COORDINATOR, FACILITATOR, locale="en-GB")
    north.add_channel(WELCOME, "welcome")
    north.add_channel(MEMBERS, "members", MEMBER, BOTS)
    north.add_channel(COORDINATORS, "coordinators", COORDINATOR, BOTS)
    north.add_channel(FACILITATORS, "facilitators", FACILITATOR, BOTS)
    north.allow("host", FACILITATOR, COORDINATOR)
    return north


def people(server: DiscordServer) -> dict[str, Somebody]:
    """All of them in the welcome room."""
    return {name: Somebody(server.guild.members[user], server, WELCOME) for name, user in PEOPLE.items()}


def arrives(server: DiscordServer, user: str, name: str, locale: str = "en-US") -> Somebody:
    """Somebody new in the welcome room."""
    return Somebody(server.guild.add_member(user, name, locale=locale), server, WELCOME)
