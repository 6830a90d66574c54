"""The switch and what did not get through, as coordinators of either language read them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.words import PlainWriter, Words
from bot import retrying
from bot.answers import Given
from bot.chat import Card, Value
from bot.deliveries import Letter
from bot.replies import Answer
from bot.replies import Ask as AskReply
from tests.core.cast import ANA, CLAIRE, DEV, ENGLISH, FRENCH, LUC, Actor
from tests.core.house import DOWN, GONE, House
from tests.core.reading import card_of, shown
from tests.stores import sqlite_url

WORDS = Words.load()
IN = {"en": replace(CLAIRE, reader=ENGLISH), "fr": replace(CLAIRE, reader=FRENCH)}
languages = pytest.mark.parametrize("language", IN)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(sqlite_url(tmp_path))
    yield house
    house.close()


def read(value: Value, answer: Answer) -> str:
    return WORDS.say(value, answer.reader, PlainWriter())


def everything(answer: Answer) -> str:
    """A card as it is read, or a form with what can be chosen."""
    if isinstance(answer.reply, AskReply):
        form = answer.reply.form
        labels = [choice.label for field in form.fields for choice in field.choices]
        hints = [field.hint for field in form.fields if field.hint]
        return "\n".join(read(value, answer) for value in (form.title, form.submit, *hints, *labels))
    card: Card = card_of(answer)
    return "\n".join(read(value, answer) for value in (*shown(card), *(b.label for b in card.buttons)))


def fails(house: House) -> str:
    """One that has failed, and one that keeps failing; the id of the first."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.carries_out()
    house.fates[Letter] = DOWN
    house.asks(LUC)
    house.carries_out()
    house.waits_for(hours=3)
    return house.storage.transact(lambda unit: unit.outbox.failed(1))[0].id


@languages
def test_every_step_of_the_switch_is_worded(house: House, language: str) -> None:
    """Before, during, after, and when there was nothing to do."""
    who = IN[language]
    answers = [
        house.hosts(who, "pause"),
        house.presses(who, "switch.pause", "all"),
        house.asks(replace(ANA, reader=who.reader)),
        house.hosts(who, "resume"),
        house.hosts(who, "resume"),
    ]

    assert all(map(everything, answers))


def test_a_pause_reads_well_in_french(house: House) -> None:
    """With who it was and when, in the reader's own time."""
    house.presses(DEV, "switch.pause", "all")
    told = everything(house.hosts(IN["fr"], "pause"))

    assert "Rien ne part\u00a0: les envois sont suspendus" in told
    assert "Suspendus par Dev Singh, mercredi 25 novembre 2026, 12\u00a0h (Montréal)." in told


@languages
def test_every_outcome_of_trying_again_is_worded(house: House, language: str) -> None:
    """Each with the reference of its request."""
    failed, who = fails(house), IN[language]
    first = retries(house, who, failed)
    again = retries(house, who, failed, "forged")
    house.fates[Letter] = GONE
    house.carries_out()
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)
    told = "\n".join(map(everything, (first, again, retries(house, who, failed))))

    assert told.count(house.request(ANA).reference) == 3
    assert len(set(told.splitlines())) == len(retrying.Tried) + 2  # and the title, and the button


def retries(house: House, who: Actor, *errands: str) -> Answer:
    given: Given = errands
    return house.submits(who, "undelivered.retry", "all", errands=given)


def test_the_list_reads_well_in_french(house: House) -> None:
    """What it was, since when, and why."""
    fails(house)
    reference, other = house.request(ANA).reference, house.request(LUC).reference
    told = everything(house.hosts(IN["fr"], "undelivered")).splitlines()

    why = "La raison se trouve dans le journal du robot."
    assert f"{reference}\u00a0: le courriel avec le code, il y a 3\u00a0h. {why}" in told
    assert f"{other}\u00a0: le courriel avec le code, depuis 3\u00a0h. {why}" in told


@languages
def test_the_form_offers_what_failed_by_its_reference(house: House, language: str) -> None:
    """And says that it may arrive twice, within what a platform shows of a choice."""
    fails(house)
    *_, twice, choice = everything(house.presses(IN[language], "undelivered.open", "all")).splitlines()

    assert choice.startswith(house.request(ANA).reference)
    assert len(choice) <= 75
    assert ("twice" if language == "en" else "deux fois") in twice
