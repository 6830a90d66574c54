"""Somebody registers for a public webinar: an address, a letter, and a press that confirms it."""

import json
from collections.abc import Iterator

import pytest

from bot.chat import Press, Reader, Text
from bot.rights.document import document
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.meetings import cancels, drafts, meeting_of, plans, shown
from tests.core.reading import card_of, facts, problems, refusal, said
from tests.core.webinars import (
    PAM,
    comes,
    confirms,
    count,
    guest,
    letters,
    on_page,
    page,
    page_in,
    registers,
    shown_after,
    told,
    webinar,
    webinar_house,
    withdraws,
)


@pytest.fixture
def house(migrated_sqlite: str) -> Iterator[House]:
    with webinar_house(migrated_sqlite) as house:
        yield house


def test_whoever_leaves_an_address_is_registered_once_they_confirm(house: House) -> None:
    """Not before; and confirming twice is once."""
    trees = webinar(house)
    registers(house, trees)
    before, token = count(house, trees), confirms(house, trees)
    again = house.app.handle(Press("webinars.confirm", trees.id, 0, on_page(token)))

    assert (before, count(house, trees)) == (0, 1)
    assert shown_after(again) == "webinars.page.registered"
    assert told(house) == ["confirm", "invited"]


def test_the_answer_is_the_same_whatever_address_it_is(house: House) -> None:
    """New, asked for before, registered already, a member's."""
    house.joins(ANA)
    trees = webinar(house)
    comes(house, trees, "bo@gmail.com")
    registers(house, trees)
    answers = [registers(house, trees, each) for each in ("new@gmail.com", PAM, "bo@gmail.com", ANA.email)]

    assert len({repr(answer.reply) for answer in answers}) == 1
    assert card_of(answers[0]).title.id == "webinars.told.asked"


def test_one_letter_a_day_goes_to_an_address_however_often_somebody_asks(house: House) -> None:
    """With tags or in capitals it is the same mailbox; about another webinar it is another letter."""
    trees, rain = webinar(house), webinar(house, day="2026-12-17", theme="Rain")
    for each in (PAM, PAM, "PAM@gmail.com", "pam+two@gmail.com"):
        registers(house, trees, each)
    first = told(house)
    house.waits_for(hours=23)
    registers(house, trees)
    early = told(house)
    house.waits_for(hours=1)
    registers(house, trees)
    registers(house, rain)

    assert (first, early) == (["confirm"], ["confirm"])
    assert told(house) == ["confirm"] * 3


def test_whoever_is_registered_reads_that_when_somebody_asks_again(house: House) -> None:
    """In the language in which they registered, whatever page that is asked on."""
    trees = webinar(house)
    comes(house, trees)
    house.waits_for(days=2)
    registers(house, trees, reader=Reader("en", "America/Halifax"))

    assert told(house) == ["confirm", "invited", "again"]
    assert letters(house)[-1].reader == Reader("fr", "America/Vancouver")


def test_a_member_reads_that_they_are_invited_anyway(house: House) -> None:
    """In their own mailbox, where nobody else learns of it."""
    house.joins(ANA)
    trees = webinar(house)
    registers(house, trees, ANA.email)
    registers(house, trees)

    assert "webinars.member" in said(letters(house, ANA.email)[-1].body)
    assert "webinars.member" not in said(letters(house)[-1].body)


def test_an_address_that_is_none_is_told_at_its_field(house: House) -> None:
    """Nothing is kept, and nobody is written to."""
    trees = webinar(house)

    assert problems(registers(house, trees, "pam")).keys() == {"email"}
    assert problems(registers(house, trees, "")).keys() == {"email"}
    assert problems(registers(house, trees, "pam@gmail.com\r\nBcc: x@y.ca")).keys() == {"email"}
    assert house.carries_out() == []


@pytest.mark.parametrize("kind", ["peer", "workshop", "foundational"])
def test_nothing_but_a_public_webinar_can_be_registered_for(house: House, kind: str) -> None:
    """Nobody learns by trying what is planned."""
    assert refusal(registers(house, plans(house, kind=kind))) == "refusal.unknown"


def test_a_draft_is_nobodys_business(house: House) -> None:
    """Not even that there is one."""
    draft = meeting_of(house, card_of(drafts(house, kind="webinar")))

    assert refusal(registers(house, draft)) == "refusal.unknown"


def test_what_is_over_or_cancelled_takes_nobody_in(house: House) -> None:
    """Whoever asked before and confirms too late is refused as well."""
    trees, rain = webinar(house), webinar(house, day="2026-11-26", theme="Rain")
    registers(house, trees)
    token = page_in(letters(house)[-1])
    cancels(house, trees)
    late = house.app.handle(Press("webinars.confirm", trees.id, 0, on_page(token)))
    off = registers(house, trees)
    house.waits_for(days=2)

    assert (refusal(late), refusal(off)) == ("refusal.meeting_cancelled", "refusal.meeting_cancelled")
    assert refusal(registers(house, rain)) == "refusal.meeting_over"
    assert count(house, trees) == 0


def test_whoever_withdraws_is_gone_at_once(house: House) -> None:
    """Letters that wait find nobody but the last one; the page is gone; they can register again."""
    trees = webinar(house)
    token = comes(house, trees)
    gone = withdraws(house, trees, token)

    assert shown_after(gone) == "webinars.told.withdrawn"
    assert (guest(house, token), page(house, token), count(house, trees)) == (None, None, 0)
    assert refusal(withdraws(house, trees, token)) == "refusal.unknown"
    assert told(house) == ["confirm", "invited", "withdrawn"]
    comes(house, trees)
    assert count(house, trees) == 1


def test_two_letters_go_to_an_address_that_is_not_confirmed_however_long_somebody_asks(house: House) -> None:
    """Day after day until the webinar, though the address itself is forgotten in between."""
    trees = webinar(house)
    answers = []
    for _ in range(19):
        answers.append(registers(house, trees))
        house.lives_on(days=1)

    assert told(house) == ["confirm"] * 2
    assert len({repr(answer.reply) for answer in answers}) == 1


def test_a_second_letter_comes_after_the_address_was_forgotten(house: House) -> None:
    """One registers by it as by the first."""
    trees = webinar(house)
    registers(house, trees)
    house.carries_out()
    house.lives_on(days=5)
    registers(house, trees)
    confirms(house, trees)

    assert count(house, trees) == 1
    assert told(house) == ["confirm", "confirm", "invited"]


def test_two_letters_go_to_whoever_is_registered(house: House) -> None:
    """Their page is in each other letter, too; once they have withdrawn they may ask again."""
    trees = webinar(house)
    token = comes(house, trees)
    for _ in range(5):
        house.lives_on(days=1)
        registers(house, trees)
    before = told(house)
    withdraws(house, trees, token)
    registers(house, trees)

    assert before == ["confirm", "invited", "again", "again"]
    assert told(house)[-2:] == ["withdrawn", "confirm"]


def test_a_forged_word_opens_nobodys_page(house: House) -> None:
    """Another one's, one letter otherwise, a right one for another webinar, nonsense."""
    trees, rain = webinar(house), webinar(house, day="2026-12-17", theme="Rain")
    one, other = comes(house, trees), comes(house, trees, "bo@gmail.com")
    swapped = one[:26] + other[26:]
    altered = one[:-1] + ("a" if one[-1] != "a" else "b")

    for forged in (swapped, altered, "x" * 52, "", "é" * 52, one[:26]):
        assert page(house, forged) is None
        assert refusal(withdraws(house, trees, forged)) == "refusal.unknown"
    assert refusal(withdraws(house, rain, one)) == "refusal.unknown"
    assert count(house, trees) == 2


def test_those_who_run_it_see_how_many_and_not_who(house: House) -> None:
    """On its card, of a webinar alone."""
    trees, peers = webinar(house), plans(house, day="2026-12-18")
    comes(house, trees)
    card = shown(house, trees)

    assert facts(card)["meetings.fact.guests"] == Text("meetings.guests", {"n": 1})
    assert PAM not in repr(card)
    assert "meetings.fact.guests" not in facts(shown(house, peers))


def test_a_member_who_is_forgotten_is_no_guest_any_more(house: House) -> None:
    """By their mailbox; the look beforehand says so. Whoever only leaves still comes to the webinar."""
    for who in (ANA, LUC):
        house.joins(who)
    trees = webinar(house)
    for who in (ANA, LUC):
        comes(house, trees, who.email)
    shown_before = house.types(ANA, "forget")
    house.leaves(LUC)
    house.presses(ANA, "rights.forgotten")

    assert "rights.forget.webinars" in said(card_of(shown_before).body)
    assert count(house, trees) == 1


def test_a_member_reads_and_takes_along_for_what_their_mailbox_is_registered(house: House) -> None:
    """Nobody else's; what somebody asked in their name too."""
    for who in (ANA, LUC):
        house.joins(who)
    trees, rain = webinar(house), webinar(house, day="2026-12-17", theme="Rain")
    comes(house, trees, ANA.email)
    registers(house, rain, ANA.email)
    listed, others = (card_of(house.presses(who, "rights.lists")) for who in (ANA, LUC))
    profile = house.storage.transact(lambda unit: unit.profiles.of(ANA.person.identity))
    assert profile is not None
    taken = json.loads(house.app.operate(lambda turn: document(turn, profile.id)))

    assert {"rights.line.guest", "rights.line.guest_asked"} <= set(said(listed.body))
    assert "rights.list.guest" not in said(others.body)
    assert [each["webinar_id"] for each in taken["held"]["webinar_guests"]] == [trees.id, rain.id]
    assert {each["address"] for each in taken["held"]["webinar_guests"]} == {ANA.email}
    assert taken["kept_for"]["webinar_guests.address"] == "guest"


def test_whoever_leaves_reads_that_they_stay_registered(house: House) -> None:
    """Who is not, does not."""
    for who in (ANA, LUC):
        house.joins(who)
    comes(house, webinar(house), ANA.email)
    mine, others = (card_of(house.types(who, "leave")) for who in (ANA, LUC))

    assert "members.leave.webinars" in said(mine.body)
    assert "members.leave.webinars" not in said(others.body)


def test_without_pages_that_are_reached_from_outside_nobody_registers(migrated_sqlite: str) -> None:
    """No letter could lead back to them."""
    house = House(migrated_sqlite)
    answer = registers(house, webinar(house))
    house.close()

    assert refusal(answer) == "refusal.unknown"
