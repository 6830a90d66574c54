"""Fictional people, and what they fill in."""

from dataclasses import dataclass, replace

from bot.answers import Given
from bot.chat import Identity, Person, Reader, Role
from bot.joining.forms import LISTED

ENGLISH = Reader("en", "America/Toronto")
FRENCH = Reader("fr", "America/Montreal")
CALGARY, MONTREAL = "4806016", "2466023"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody on one platform, with the mailbox that is theirs."""

    user: str
    name: str
    email: str = ""
    community_id: str = CALGARY
    reader: Reader = ENGLISH
    roles: frozenset[Role] = frozenset()
    platform: str = "slack"

    @property
    def person(self) -> Person:
        return Person(Identity(self.platform, "north", self.user), self.name, self.reader, self.roles)

    @property
    def answers(self) -> dict[str, Given]:
        """Step 1, filled in properly."""
        return {
            "name": self.name,
            "email": self.email,
            "community": LISTED + self.community_id,
            "role": "staff",
            "line": "Climate coordinator",
        }

    def called(self, user: str) -> "Actor":
        """Somebody else who fills in the same, with a mailbox of their own."""
        return replace(self, user=user, email=f"{user}@calgary.ca")

    def on(self, platform: str) -> "Actor":
        """The same person's account on another platform."""
        return replace(self, platform=platform)


COORDINATES = frozenset({Role.COORDINATOR})

ANA = Actor("ana", "Ana Roy", "ana.roy@calgary.ca")
LUC = Actor("luc", "Luc Gagné", "luc@montreal.ca", MONTREAL, FRENCH)
CLAIRE = Actor("claire", "Claire Coté", "claire@canmore.ca", roles=COORDINATES)
DEV = Actor("dev", "Dev Singh", "dev@york.ca", roles=COORDINATES)
FLO = Actor("flo", "Flo Marsh", "flo@york.ca", roles=frozenset({Role.FACILITATOR}))
