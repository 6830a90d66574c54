"""`/host pending`: what waits, in three lists, the most urgent first."""

from dataclasses import replace

from bot.chat import Text
from bot.joining.forms import SILENT
from bot.joining.pending import SHOWN
from tests.core.cast import ANA, CLAIRE, DEV, LUC, Actor
from tests.core.desk import assigns, pending
from tests.core.house import House
from tests.core.reading import actions, card_of, said, written
from tests.core.seeing import counts, lines

NAMES = [f"Ana {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÉ"]


def called(name: str) -> Actor:
    return replace(ANA.called(f"ana{NAMES.index(name)}"), name=name)


def test_the_oldest_promise_stands_first(house: House) -> None:
    """With by when it is to be kept."""
    for name in ("Ana B", "Ana C", "Ana A"):
        house.waits(called(name))
        house.waits_for(hours=1)
    card = card_of(pending(house))

    assert lines(card, "waiting") == ["Ana B", "Ana C", "Ana A"]
    assert counts(card_of(pending(house))) == {"joining.pending.waiting": 3}


def test_what_waits_for_whom_is_told_apart(house: House) -> None:
    """For the coordinators, for an answer of the person, for the end of a hold."""
    for name in NAMES[:4]:
        house.waits(called(name))
    house.asks_more(CLAIRE, house.request(called("Ana C")), "Which service?")
    house.approves(CLAIRE, house.request(called("Ana D")))
    card = card_of(pending(house))

    assert lines(card, "waiting") == ["Ana A", "Ana B"]
    assert lines(card, "needs_information") == ["Ana C"]
    assert lines(card, "held") == []
    assert counts(card_of(pending(house))) == {"joining.pending.waiting": 2, "joining.pending.asked": 1}


def test_what_is_held_is_listed_by_when_it_goes_out(holding: House) -> None:
    """It is undone on its card, not here."""
    for name in ("Ana B", "Ana A"):
        holding.approves(CLAIRE, holding.waits(called(name)))
        holding.waits_for(minutes=1)
    card = card_of(pending(holding))

    assert lines(card, "held") == ["Ana B", "Ana A"]
    assert actions(card) == []


def test_a_line_says_who_it_is_how_strong_the_evidence_and_who_sees_to_it(house: House) -> None:
    """With the reference by which it is found."""
    request = house.waits(ANA)
    nobody = said(card_of(pending(house)).body)
    assigns(house, DEV, request)
    body = card_of(pending(house)).body

    assert "joining.line.nobody" in nobody
    assert "joining.line.nobody" not in said(body)
    assert f"eligibility.short.{request.evidence}" in said(body)
    assert [word for word in written(body) if word] == [request.reference, "Ana Roy", "AB", "Dev Singh"]


def test_of_many_the_most_urgent_are_listed(house: House) -> None:
    """And how many more there are than fit."""
    for name in NAMES:
        house.asks(called(name))
        house.proves(called(name))
        house.waits_for(minutes=1)
    card = card_of(pending(house))

    assert lines(card, "waiting") == NAMES[:SHOWN]
    assert card.body[1][-1] == Text("joining.pending.more", {"n": 27 - SHOWN})  # type: ignore[index] # a list
    assert counts(card_of(pending(house))) == {"joining.pending.waiting": 27}


def test_of_many_that_are_held_it_says_how_many(holding: House) -> None:
    """Not only of how many there is a line."""
    for name in NAMES[: SHOWN + 2]:
        holding.approves(CLAIRE, holding.waits(called(name)))

    assert len(lines(card_of(pending(holding)), "held")) == SHOWN
    assert counts(card_of(pending(holding))) == {"joining.pending.held": SHOWN + 2}


def test_when_nothing_waits_it_says_so(house: House) -> None:
    """Nor is there anything to decide."""
    house.joins(ANA)
    house.declines(CLAIRE, house.waits(LUC), message=SILENT)
    card = card_of(pending(house))

    assert said(card.body) == ["joining.pending.nothing"]
    assert actions(card) == []
