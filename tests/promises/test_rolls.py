"""The promises of bot.polls.records.Rolls."""

from dataclasses import replace

from bot.members.model import Profile, Standing
from bot.polls.records import Parted, Voter
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import AL, JO, ON_SLACK, know

YORK, CALGARY = "3519036", "4806016"
JO_IN = replace(JO, standing=Standing.MEMBER, community_id=YORK)
AL_IN = replace(AL, standing=Standing.MEMBER)
EVE = replace(AL, id="eve", standing=Standing.MEMBER, community_id=CALGARY)
OUT = replace(AL, id="out")
RESTS = replace(AL, id="rests", standing=Standing.SUSPENDED, community_id=CALGARY)


def frozen(storage: Storage) -> int:
    """A roll of three; one of them can be reached."""
    know(storage, JO_IN, AL_IN, EVE, OUT, RESTS)
    storage.transact(lambda unit: unit.profiles.link(ON_SLACK))
    return storage.transact(lambda unit: unit.rolls.enrol("p1"))


def community(storage: Storage, member: str, poll: str = "p1") -> str | None:
    return storage.transact(lambda unit: unit.rolls.community(poll, member))


def on_it(storage: Storage, after: str = "", limit: int = 9) -> list[str]:
    return [each.member for each in storage.transact(lambda unit: unit.rolls.voters("p1", after, limit))]


def test_all_members_are_on_it_and_nobody_else(storage: Storage) -> None:
    """With their community; whoever is suspended or outside is not."""
    enrolled = frozen(storage)

    assert (enrolled, on_it(storage)) == (3, ["al", "eve", "jo"])
    assert [community(storage, who) for who in ("al", "eve", "jo", "out", "rests")] == [
        "",
        CALGARY,
        YORK,
        None,
        None,
    ]


def test_what_a_roll_would_be_is_known_before(storage: Storage) -> None:
    """Members, and the communities that are in the registry."""
    frozen(storage)

    assert storage.transact(lambda unit: unit.rolls.electorate()) == (3, 2)


def test_it_stays_as_it_was(storage: Storage) -> None:
    """Whoever comes in or moves afterwards is not on it, or stays where they were."""
    frozen(storage)
    know(storage, replace(EVE, id="new"))
    storage.transact(lambda unit: unit.profiles.save(replace(_read(unit, "eve"), community_id=YORK)))

    assert on_it(storage) == ["al", "eve", "jo"]
    assert community(storage, "eve") == CALGARY


def test_it_is_leafed_through(storage: Storage) -> None:
    """With the clocks by which they live; those without an account likewise."""
    frozen(storage)

    def without(after: str) -> list[str]:
        return list(storage.transact(lambda unit: unit.rolls.without_account("p1", after, 9)))

    assert on_it(storage, limit=2) == ["al", "eve"]
    assert storage.transact(lambda unit: unit.rolls.voters("p1", "eve", 2)) == [
        Voter("jo", "America/Vancouver")
    ]
    assert (without(""), without("al")) == (["al", "eve"], ["eve"])


def test_whoever_parts_votes_no_more_and_is_to_be_looked_after(storage: Storage) -> None:
    """On every roll that there is."""
    frozen(storage)
    storage.transact(lambda unit: unit.rolls.enrol("p2"))
    storage.transact(lambda unit: unit.rolls.part("al"))
    gone = storage.transact(lambda unit: unit.rolls.parted(9))

    assert gone == [Parted("p1", "al"), Parted("p2", "al")]
    assert [community(storage, "al", poll) for poll in ("p1", "p2")] == [None, None]
    storage.transact(lambda unit: unit.rolls.strike(gone[0]))
    assert storage.transact(lambda unit: unit.rolls.parted(9)) == gone[1:]
    assert on_it(storage) == ["eve", "jo"]


def test_an_heir_has_the_place_where_they_have_none(storage: Storage) -> None:
    """And keeps their own otherwise."""
    frozen(storage)

    def part_and_strike(unit: Unit) -> None:
        unit.rolls.part("al", "jo")
        unit.rolls.part("eve", "new")
        for gone in unit.rolls.parted(9):
            unit.rolls.strike(gone)

    storage.transact(part_and_strike)

    assert community(storage, "jo") == YORK
    assert community(storage, "new") == CALGARY
    assert storage.transact(lambda unit: unit.rolls.parted(9)) == []


def test_a_poll_awaits_those_of_its_own_roll(storage: Storage) -> None:
    """However many have parted from others."""
    frozen(storage)
    storage.transact(lambda unit: unit.rolls.enrol("p0"))
    storage.transact(lambda unit: unit.rolls.part("al"))
    storage.transact(lambda unit: unit.rolls.strike(Parted("p0", "al")))

    assert storage.transact(lambda unit: [unit.rolls.awaits(poll) for poll in ("p0", "p1")]) == [False, True]


def test_the_heir_of_an_heir_is_the_heir(storage: Storage) -> None:
    """Nobody, where that one has left."""
    frozen(storage)

    def part(unit: Unit) -> list[str]:
        unit.rolls.part("al", "eve")
        unit.rolls.part("eve", "jo")
        first = [gone.heir for gone in unit.rolls.parted(9)]
        unit.rolls.part("jo")
        return [*first, *(gone.heir for gone in unit.rolls.parted(9))]

    assert storage.transact(part) == ["jo", "jo", "", "", ""]


def test_it_is_cleared(storage: Storage) -> None:
    """Of nobody is kept that they could vote."""
    frozen(storage)
    storage.transact(lambda unit: unit.rolls.clear("p1"))

    assert on_it(storage) == []


def _read(unit: Unit, member: str) -> Profile:
    found = unit.profiles.get(member)
    assert found is not None
    return found
