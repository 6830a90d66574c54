"""The people of the sandbox: invented, each with the account, language and zone that a platform states."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import Identity, Named, Reader, Room

PLATFORM = "local"
WORKSPACE = "sandbox"


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody whom one can be in the sandbox; `rooms` are those they are in at the very beginning."""

    id: str
    name: str
    place: Named
    reader: Reader
    rooms: frozenset[Room]

    @property
    def identity(self) -> Identity:
        return Identity(PLATFORM, WORKSPACE, self.id)

    @property
    def direct(self) -> str:
        """The room in which the bot writes to this person alone."""
        return f"direct-{self.id}"


ANYBODY = frozenset({Room.WELCOME})
INSIDE = ANYBODY | {Room.MEMBERS}

CAST: tuple[CastMember, ...] = (
    CastMember("avery", "Avery Chen", Named("Calgary", "Calgary"), Reader("en", "America/Edmonton"), ANYBODY),
    CastMember(
        "emilie", "Émilie Gagnon", Named("Gatineau", "Gatineau"), Reader("fr", "America/Toronto"), ANYBODY
    ),
    CastMember(
        "priya",
        "Priya Nair",
        Named("Vancouver", "Vancouver"),
        Reader("en", "America/Vancouver"),
        INSIDE | {Room.COORDINATORS},
    ),
    CastMember(
        "mathieu",
        "Mathieu Lavoie",
        Named("Québec City", "Québec"),
        Reader("fr", "America/Toronto"),
        INSIDE | {Room.COORDINATORS},
    ),
    CastMember(
        "dana",
        "Dana Kowalchuk",
        Named("Winnipeg", "Winnipeg"),
        Reader("en", "America/Winnipeg"),
        INSIDE | {Room.FACILITATORS},
    ),
    CastMember(
        "rob",
        "Rob Penney",
        Named("St. John’s", "Saint-Jean de Terre-Neuve"),  # noqa: RUF001 - as it is written
        Reader("en", "America/St_Johns"),
        INSIDE,
    ),
    # Whose mailbox says too little, too much, or what nobody has heard before.
    CastMember(
        "tom",
        "Tom Weir",
        Named("Whitehorse (a band office)", "Whitehorse (un conseil de bande)"),
        Reader("en", "America/Whitehorse"),
        INSIDE,
    ),
    CastMember(
        "nora",
        "Nora Frost",
        Named("Whitehorse (the same band office)", "Whitehorse (le même conseil de bande)"),
        Reader("en", "America/Whitehorse"),
        ANYBODY,
    ),
    CastMember(
        "ben",
        "Ben Archer",
        Named("Whitehorse (federal government)", "Whitehorse (gouvernement fédéral)"),
        Reader("en", "America/Whitehorse"),
        ANYBODY,
    ),
    CastMember(
        "grace", "Grace Doyle", Named("New Glasgow", "New Glasgow"), Reader("en", "America/Halifax"), ANYBODY
    ),
    CastMember(
        "hugh", "Hugh Marsh", Named("New Glasgow", "New Glasgow"), Reader("en", "America/Halifax"), ANYBODY
    ),
    CastMember("sam", "Sam Morin", Named("Saskatoon", "Saskatoon"), Reader("en", "America/Regina"), ANYBODY),
    CastMember(
        "chloe",
        "Chloé Bélanger",
        Named("Sherbrooke", "Sherbrooke"),
        Reader("fr", "America/Montreal"),
        ANYBODY,
    ),
    CastMember(
        "leah", "Leah Joe", Named("Whitehorse", "Whitehorse"), Reader("en", "America/Whitehorse"), ANYBODY
    ),
)

PEOPLE = {member.id: member for member in CAST}
