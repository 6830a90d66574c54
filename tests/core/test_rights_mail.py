"""Mail is stopped and resumed; what was agreed to is written down."""

from __future__ import annotations

import pytest

from bot import routes
from bot.deliveries import Direct, Letter
from bot.joining.model import ATTESTATION_VERSION
from bot.members.consents import Way
from bot.rights import mailing
from bot.routing import Without
from tests.core.cast import ANA, CLAIRE
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.memberships import decides
from tests.core.reading import card_of, said, title
from tests.core.test_enrolment import entrant
from tests.world import NOON


def ledger(house: House, person: str) -> list[tuple[bool, str, str, str]]:
    found = house.storage.transact(lambda unit: unit.consents.of(person))
    return [(each.agreed, each.way.value, each.platform, each.version) for each in found]


def test_what_was_agreed_to_is_written_down_each_time(house: House) -> None:
    """By the form, then stopped, then agreed to another text."""
    house.asks(ANA)
    house.proves(ANA, consent=("mail",))
    house.waits_for(days=1)
    house.types(ANA, "mail", "off")
    house.types(ANA, "mail", "off")
    house.presses(ANA, "rights.mail_on")
    person = house.profile(ANA)

    assert ledger(house, person.id) == [
        (True, "form", "slack", ATTESTATION_VERSION),
        (False, "command", "slack", ""),
        (True, "command", "slack", mailing.VERSION),
    ]
    assert (person.mail_consent, person.mail_off) == (mailing.VERSION, False)
    assert said(card_of(house.types(ANA, "data")).body).count("rights.line.agreed") == 2
    assert [entry.action for entry in house.audit()][-2:] == ["mail_stopped", "mail_resumed"]


def test_a_list_says_when_they_agreed(house: House) -> None:
    """Before the network had this bot."""
    house.app.enrol([entrant(ANA, consented_at=NOON)])
    person = house.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email))
    assert person is not None
    (line,) = house.storage.transact(lambda unit: unit.consents.of(person.id))

    assert (line.at, line.way, line.version) == (NOON, Way.IMPORT, "import")


def test_a_letter_that_waits_already_is_said_in_the_chat(ana: House) -> None:
    """An invitation: without the calendar, with a button; the membership goes on."""
    plans(ana, CLAIRE)
    ana.app.tick()
    card = card_of(ana.types(ANA, "mail", "off"))
    delivered = ana.carries_out()

    assert said(card.body) == ["rights.mail.in_chat", "rights.mail.still", "rights.mail.membership"]
    assert not [each for each in delivered if isinstance(each, Letter) and each.to == ANA.email]
    assert [each.card.title.id for each in delivered if isinstance(each, Direct)] == [
        "meetings.invited.subject"
    ]
    assert ana.profile(ANA).is_member


def test_whom_no_chat_reaches_is_warned_and_invited_later(house: House) -> None:
    """Nothing counts as told meanwhile: with mail again, all that is ahead comes."""
    house.app.enrol([entrant(ANA)])
    person = house.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email))
    assert person is not None
    house.app.operate(lambda turn: mailing.stop_by(turn, person.id, Way.LINK))
    plans(house, CLAIRE)
    missed = house.lives_on(minutes=1)

    house.app.operate(lambda turn: mailing.resume_by(turn, person.id, Way.MAIL))
    letters = [each for each in house.carries_out() if isinstance(each, Letter)]

    assert not [each for each in missed if isinstance(each, Letter)]
    assert [each.subject.id for each in letters] == ["meetings.invited.subject"]


def test_what_is_decided_about_them_is_written_all_the_same(ana: House) -> None:
    """And the code, and answers to what they ask."""
    ana.types(ANA, "mail", "off")
    decides(ana, "suspend", ana.profile(ANA))
    letters = [each for each in ana.carries_out() if isinstance(each, Letter)]

    assert [each.subject.id for each in letters] == ["members.suspended.title"]
    assert letters[0].stop == ""


def test_each_letter_that_nobody_asked_for_can_be_stopped(ana: House) -> None:
    """It says whose it is; an answer does not."""
    plans(ana, CLAIRE)
    ana.lives_on(minutes=1)
    letters = {each.subject.id: each.stop for each in ana.letters(ANA)}

    assert letters["meetings.invited.subject"] == ana.profile(ANA).id
    assert letters["joining.letter.subject"] == ""


@pytest.mark.parametrize("said_", ["", "perhaps"])
def test_without_a_choice_it_is_shown(ana: House, said_: str) -> None:
    """What is no choice is refused, and changes nothing."""
    answer = ana.types(ANA, "mail", said_)

    assert title(answer) == ("refusal.title" if said_ else "rights.mail.title")
    assert not ana.profile(ANA).mail_off


def test_every_letter_says_what_becomes_of_it_without_mail() -> None:
    """Those that go all the same are known by name."""
    letters = {kind for kind in routes.ERRANDS if kind.endswith(("_letter", ".letter"))}
    sent = {kind for kind in letters if routes.ERRANDS[kind].without is Without.SENT}

    assert {kind.rpartition(".")[2] for kind in sent} == {
        "question_letter", "silence_letter", "declined_letter", "reopened_letter", "late_letter",
        "closed_letter", "letter", "changed_letter", "changed_former_letter", "suspended_letter",
        "removed_letter", "reinstated_letter", "former_letter", "export_letter", "forgotten_letter",
        "forget_letter", "privacy_letter", "mail_letter",
        "confirm_letter", "invite_letter", "remind_letter", "recording_letter",
        "withdrawn_letter",  # to guests of a webinar
    }  # fmt: skip
