"""Two years after a busy network: nothing stands there that is over its rule's age."""

from bot.chat import Text
from bot.members import purging
from bot.members.aging import What
from bot.members.model import Profile, Standing
from tests.core.busy import EVE, FAY, GIL, HAL, busy, passes, too_old
from tests.core.cast import ANA, CLAIRE, ENGLISH, FLO
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.reading import button, card_of, facts, said
from tests.operations.network import read_rows
from tests.promises.cast import know


def test_after_two_years_nothing_is_older_than_its_rule_allows(crowded: House) -> None:
    """Whatever rules there are; each had something to forget meanwhile."""
    busy(crowded)
    seen = passes(crowded, 1, 14, 30, 30, 30, *[90] * 8)

    assert set(What) - seen == set()
    assert too_old(crowded) == set()


def test_who_is_gone_is_nowhere_in_the_database(crowded: House, database_url: str) -> None:
    """Neither their random numbers nor those of what they asked, in no column of no table."""
    busy(crowded)
    people = [crowded.profile(who).id for who in (EVE, FAY, GIL, HAL)]
    asked = [crowded.request(who).id for who in (EVE, FAY, GIL, HAL)]
    before = repr(read_rows(database_url))
    passes(crowded, *[90] * 10)
    after = repr(read_rows(database_url))

    assert all(each in before for each in (*people, *asked))
    assert [each for each in (*people, *asked) if each in after] == []


def test_what_a_member_wrote_to_join_goes_and_the_member_stays(house: House) -> None:
    """Sixty days after; their card at the desk says no more who it was."""
    member = house.joins(ANA)
    request = house.request(ANA)
    house.lives_on(days=61)
    emptied = house.request(ANA)

    assert (request.name, emptied.name, emptied.address, emptied.line) == (ANA.name, "", "", "")
    assert facts(house.card(request)) == {"joining.fact.name": Text("joining.emptied")}
    assert house.profile(ANA) == member


def test_somebody_who_asks_again_in_time_is_not_forgotten(house: House) -> None:
    """What counts is the last request; one that is open keeps them."""
    house.declines(CLAIRE, house.waits(EVE))
    house.lives_on(days=50)
    house.waits(EVE)
    house.lives_on(days=6)
    house.lives_on(days=6)

    assert house.knows(EVE) is not None
    assert house.request(EVE).name == EVE.name


def test_how_many_came_is_known_when_their_answers_are_gone(ana: House) -> None:
    """And no longer who."""
    meeting = plans(ana)
    ana.carries_out()
    ana.clicks(ANA, button(card_of(ana.types(ANA, "meetings")), "meetings.going"))
    passes(ana, 30, 30)
    member = ana.profile(ANA).id
    seat = ana.storage.transact(lambda unit: unit.seats.get(meeting.id, member))

    assert seat.answer == ""
    assert ana.storage.transact(lambda unit: unit.seats.counts(meeting)).going == 1
    answers = facts(card_of(ana.presses(FLO, "meetings.run", meeting.id)))["meetings.fact.answers"]
    assert said(answers) == ["meetings.count.going"]


def test_a_beat_forgets_a_little(house: House) -> None:
    """Whoever handles an event meanwhile does not wait for all of it."""
    know(house.storage, *strangers(house, 120))
    house.waits_for(days=61)
    found = house.app.operate(purging.due)
    house.app.operate(lambda turn: purging.forget(turn, found[0]))
    left = house.app.operate(purging.counts)[What.STRANGERS]

    assert found == ("strangers",) * purging.STEPS
    assert left == 120 - purging.PEOPLE_AT_ONCE


def strangers(house: House, count: int) -> list[Profile]:
    now = house.clock.now()
    return [Profile(f"stranger{n}", Standing.OUTSIDE, "", "", ENGLISH, now) for n in range(count)]
