"""An account that was stolen from a coordinator reaches so many, and the others hear of it."""

from datetime import timedelta

import pytest

from bot.audit import Action, Entry
from bot.chat import Room, Text
from bot.deliveries import Post
from bot.oversight import WATCHED
from bot.ports import Unit
from tests.core.cast import ANA, CLAIRE, DEV, Actor
from tests.core.house import NETWORK, House
from tests.core.reading import card_of, refusal, title, written


def has_done(house: House, who: Actor, action: Action, times: int) -> None:
    """In this hour, as the audit says."""
    actor, now = house.profile(who).id, house.clock.now()

    def work(unit: Unit) -> None:
        for number in range(times):
            unit.audit.append(Entry(f"{action}{who.user}{number}{now:%H%M}", now, actor, action, "some"))

    house.storage.transact(work)


def warnings(house: House) -> list[Post]:
    return [each for each in house.arrived(Post) if each.card.title.id == "oversight.title"]


@pytest.fixture
def desk(house: House) -> House:
    """Two coordinators who have decided before, and one member."""
    house.joins(ANA)
    house.hosts(CLAIRE, "pause")
    house.presses(CLAIRE, "switch.pause")
    house.presses(CLAIRE, "switch.resume")
    house.presses(DEV, "members.reveal", house.profile(ANA).id)
    return house


def test_with_the_last_that_is_possible_the_others_are_told(desk: House) -> None:
    """In the coordinators' room of each platform, by name; and the next is refused and changes nothing."""
    has_done(desk, CLAIRE, Action.REVEALED, WATCHED["revealed"].most - 1)
    last = desk.presses(CLAIRE, "members.reveal", desk.profile(ANA).id)
    desk.carries_out()
    before = desk.audit()
    beyond = desk.presses(CLAIRE, "members.reveal", desk.profile(ANA).id)

    assert ANA.email in written(card_of(last).body)
    assert refusal(beyond) == "refusal.enough_decided"
    assert ANA.email not in str(card_of(beyond))
    assert desk.audit() == before
    assert [(each.platform, each.room) for each in warnings(desk)] == [
        (platform, Room.COORDINATORS) for platform in NETWORK.platforms
    ]
    said = Text("oversight.revealed", {"who": CLAIRE.name, "n": WATCHED["revealed"].most})
    assert said in warnings(desk)[0].card.body


def test_another_coordinator_goes_on_and_so_does_the_first_after_an_hour(desk: House) -> None:
    """It is one person's, and one hour's; other things they may do meanwhile."""
    has_done(desk, CLAIRE, Action.REVEALED, WATCHED["revealed"].most)
    member = desk.profile(ANA).id
    now = [title(desk.presses(who, "members.reveal", member)) for who in (CLAIRE, DEV)]
    suspending = desk.presses(CLAIRE, "members.suspend", member, 0)
    desk.clock.push(timedelta(hours=1))

    assert now == ["refusal.title", "joining.reveal.title"]
    assert "enough_decided" not in str(suspending)
    assert title(desk.presses(CLAIRE, "members.reveal", member)) == "joining.reveal.title"


@pytest.mark.parametrize("name", WATCHED)
def test_each_kind_is_counted_together(desk: House, name: str) -> None:
    """Suspending, removing and merging end memberships alike; approving first is approving."""
    watched = WATCHED[name]
    for number, action in enumerate(watched.actions):
        has_done(desk, CLAIRE, action, watched.most // len(watched.actions) + (number == 0) * watched.most)
    actor, since = desk.profile(CLAIRE).id, desk.clock.now() - timedelta(hours=1)

    assert desk.storage.transact(lambda unit: unit.audit.count(actor, watched.actions, since)) >= watched.most
    assert desk.storage.transact(lambda unit: unit.audit.count("another", watched.actions, since)) == 0
    assert desk.storage.transact(lambda unit: unit.audit.count(actor, watched.actions, desk.clock.now())) == 0


def test_a_request_that_is_one_too_many_stays_as_it_was(desk: House) -> None:
    """Nobody is let in by it, and the next coordinator finds it waiting."""
    request = desk.waits(ANA.called("bea"))
    has_done(desk, CLAIRE, Action.APPROVED, WATCHED["approved"].most)
    refused = desk.presses(CLAIRE, "joining.approve", request.id, request.revision)

    assert refusal(refused) == "refusal.enough_decided"
    assert desk.request(ANA.called("bea")) == request
    assert "enough_decided" not in str(desk.approves(DEV, request))
