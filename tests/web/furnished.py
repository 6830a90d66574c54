"""A house in which everything that a member can see is under way, and Ana is one."""

from __future__ import annotations

from datetime import timedelta

from bot.deliveries import Letter
from bot.meetings.model import Meeting
from bot.polls.model import Poll
from tests.core import meetings, voting
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.changes import changes
from tests.core.house import House
from tests.core.links import both
from tests.core.topics import suggested
from tests.core.vouches import BEA, asks_colleague
from tests.core.workshops import resized

NEW_ADDRESS = "ana@hamilton.ca"


def asked_to_confirm(house: House) -> None:
    """A member with two accounts is asked whether they still work there, and whether they know somebody."""
    both(house)
    house.lives_on(days=365)
    house.joins(LUC)
    asks_colleague(house, house.waits(BEA), ANA)
    house.carries_out()


def polls(house: House) -> list[Poll]:
    """One is over; of each kind one is open, and members may add to each."""
    over = voting.opened(house, day="2027-12-02")
    voting.votes(house, over, 2)
    voting.closes(house, over)
    few, many = (voting.drafted(house, title=f"Poll {n}", day="2028-01-12") for n in range(2))
    voting.changes(house, many, "rules", method="approval", limit="2")
    for each in (few, many):
        voting.changes(house, each, "scope", may_add="yes")
        voting.opens(house, each)
    ranked = voting.opened(house, title="A ranking", method="ranked", day="2028-01-12")
    return [over, few, many, ranked]


def rated(house: House) -> Meeting:
    """One that has just ended."""
    past = meetings.plans(house, day="2027-12-16")
    house.clock.push(past.ends + timedelta(minutes=1) - house.clock.now())
    return past


def full(house: House) -> list[str]:
    """The places behind `mine/` that no page of theirs leads to, but letters do."""
    asked_to_confirm(house)
    for number in range(8):
        suggested(house, LUC if number % 2 else ANA, title=f"Theme {number}")
    polls(house)
    past = rated(house)
    resized(house, meetings.plans(house, day="2028-01-19", kind="workshop"), 2)
    meetings.plans(house, day="2028-02-16", theme="Heat")
    changes(house, email=NEW_ADDRESS, community="community:3525005")
    house.carries_out()
    return [f"show/meetings.rate:{past.id}:0"]


def asked_by_a_coordinator(house: House) -> None:
    """About the change that they want, once its mailbox is proven."""
    request = house.request(ANA)
    code = [letter.highlight for letter in house.arrived(Letter) if letter.to == NEW_ADDRESS][-1]
    house.submits(ANA, "joining.verify", request.id, 0, code=code, attestation=("attest",))
    house.asks_more(CLAIRE, house.request(ANA), "Since when do you work there?")
