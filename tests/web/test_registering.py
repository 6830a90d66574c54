"""Somebody registers on the web, without a script and without a chat."""

from __future__ import annotations

from bot.deliveries import Letter
from bot.joining.model import JoinRequest, State
from bot.pages import LIFE
from bot.returned import bounced
from tests.core.cast import CLAIRE
from tests.core.house import GONE, House
from tests.web.place import Place, Shown, code_at

ZOE = "zoe.tremblay@calgary.ca"


def request_of(house: House, shown: Shown) -> JoinRequest:
    """The one whose page this is."""
    token, since = shown.place.rpartition("/")[2], house.clock.now() - LIFE
    owner = house.storage.transact(lambda unit: unit.pages.owner(token, since))
    request = house.storage.transact(lambda unit: unit.requests.latest_of(owner or ""))
    assert request
    return request


def last_letter(house: House) -> Letter:
    return [letter for letter in house.arrived(Letter) if letter.to == ZOE][-1]


def said(letter: Letter) -> set[str]:
    """The ids of its sentences."""
    return {getattr(each, "id", "") for each in letter.body}


async def waits(place: Place, language: str = "en") -> Shown:
    """Registered, and the mailbox proven."""
    asked = await place.asks(language)
    return await place.enters(asked, code_at(place.house))


async def test_a_newcomer_registers_and_sees_by_when_they_are_answered(either: Place) -> None:
    """The form, the code from the mailbox, the attestation: then the request waits, and its page says so."""
    asked = await either.asks()
    waiting = await either.enters(asked, code_at(either.house))

    assert asked.place.startswith("/en/request/")
    assert f"We are sending the code to {ZOE}" in asked.words
    assert waiting.place == asked.place
    assert "A person will answer you by the date below" in waiting.words
    assert "Answer by Wednesday, December 2, 2026" in waiting.words


async def test_the_page_speaks_french(place: Place) -> None:
    """All of it, and so does the letter with the code; the switch leads to the same page in English."""
    waiting = await waits(place, "fr")
    other = await place.get(waiting.page.links["English"])

    assert waiting.page.languages == ["fr"]
    assert "Réponse d’ici le" in waiting.words or "Réponse" in waiting.words
    assert last_letter(place.house).reader.language == "fr"
    assert "Answer by" in other.words


async def test_whoever_is_approved_reads_how_to_get_in(either: Place) -> None:
    """On their page and in the confirmation, which speaks of no chat; each platform has its way."""
    waiting = await waits(either)
    either.house.approves(CLAIRE, request_of(either.house, waiting))
    either.house.carries_out()
    shown, letter = await either.get(waiting.place), last_letter(either.house)

    assert "Your request was approved" in shown.words
    assert "Slack: a person will invite you" in shown.words
    assert shown.page.links["Have a link sent to you"] == "/en/mine"
    assert {"joining.letter.ways", "joining.letter.leave_by_mail"} <= said(letter)
    assert not {"joining.letter.chat", "joining.letter.leave"} & said(letter)


async def test_a_question_is_answered_on_the_page(either: Place) -> None:
    """The letter leads back to it; with the answer the clock goes on."""
    waiting = await waits(either)
    either.house.asks_more(CLAIRE, request_of(either.house, waiting), "Which office is yours?")
    either.house.carries_out()
    asked = await either.get(waiting.place)
    answered = await either.sends(asked.page.form("joining.answer"), answer="The climate office.")

    assert "joining.question.how_page" in said(last_letter(either.house))
    assert "Which office is yours?" in asked.words
    assert "A person will answer you by the date below" in answered.words
    assert request_of(either.house, waiting).answer == "The climate office."


async def test_what_was_typed_can_be_corrected_until_the_code_is_in(place: Place) -> None:
    """The form comes back as it was filled in; another address gets a code of its own."""
    asked = await place.asks()
    form = (await place.get(asked.place + "/form")).page.form("joining.submit")
    corrected = await place.sends(form, email="zoe@calgary.ca", name="Zoé Tremblay")

    assert form.values["name"] == ["Zoë Tremblay"]
    assert corrected.place == asked.place
    assert "We are sending the code to zoe@calgary.ca" in corrected.words
    assert code_at(place.house, "zoe@calgary.ca")


async def test_a_code_that_did_not_arrive_is_said_with_the_way_to_correct_the_address(either: Place) -> None:
    """Refused at once or sent back: no code is asked for, until there is another one under way."""
    either.house.fates[Letter] = GONE
    asked = await either.asks("fr", email="zoe@calgary.ca")
    either.house.carries_out()
    either.house.fates.clear()
    lost = await either.get(asked.place)
    correct = await either.get(lost.page.links["Corriger l’adresse…"])
    corrected = await either.sends(correct.page.form("joining.submit"), email=ZOE)
    either.house.app.operate(lambda turn: bounced(turn, ZOE))
    back = await either.get(asked.place)
    again = await either.presses(back, "joining.resend")

    assert "Notre courriel n’est pas arrivé" in lost.words
    assert "zoe@calgary.ca" in lost.words
    assert "joining.verify" not in lost.page.html
    assert f"Nous envoyons le code à {ZOE}" in corrected.words
    assert ("Notre courriel n’est pas arrivé" in back.words, ZOE in back.words) == (True, True)
    assert again.page.form("joining.verify").action == again.place


async def test_a_page_can_be_looked_at_every_second(place: Place) -> None:
    """While it asks for the code too: each look is two of what one person may press in a minute."""
    asked = await place.asks()
    shown = [(await place.get(asked.place)).status for _ in range(45)]

    assert set(shown) == {200}


async def test_a_request_is_withdrawn_after_a_question(place: Place) -> None:
    """Asking whether it is meant changes nothing; then it is over, and a new one can be made on the page."""
    waiting = await waits(place)
    sure = await place.get(waiting.place + "/withdraw")
    before = request_of(place.house, waiting).state
    gone = await place.presses(sure, "joining.withdrawn")
    again = await place.get(gone.page.links["Ask to join"])

    assert (before, request_of(place.house, waiting).state) == (State.WAITING, State.WITHDRAWN)
    assert "You withdrew this request" in gone.words
    assert again.page.form("joining.submit").values["name"] == [""]


async def test_a_lost_page_is_found_again_by_the_mailbox(place: Place) -> None:
    """Another page, and the same request."""
    waiting = await waits(place)
    form = (await place.get("/en/back")).page.form("joining.link")
    asked = await place.sends(form, email=ZOE)
    found = await place.sends(asked.page.form("joining.verify"), code=code_at(place.house))

    assert found.place not in {waiting.place, "/en/back"}
    assert request_of(place.house, found).id == request_of(place.house, waiting).id
    assert "A person will answer you by the date below" in found.words


async def test_a_page_that_is_half_a_year_old_is_gone(place: Place) -> None:
    """Like one that never was; what was asked for stays."""
    waiting = await waits(place)
    place.house.waits_for(days=LIFE.days + 1)
    gone, never = await place.get(waiting.place), await place.get("/en/request/" + "a" * 26)

    assert (gone.status, never.status) == (404, 404)
    assert gone.words == never.words


async def test_a_code_that_is_asked_for_again_is_sent_again(place: Place) -> None:
    """Three an hour, and then a sentence says so."""
    asked = await place.asks()
    pages = [await place.presses(asked, "joining.resend") for _ in range(3)]
    place.house.carries_out()

    assert [page.status for page in pages] == [200, 200, 409]
    assert "The limit is 3 codes an hour" in pages[-1].words
    assert len([each for each in place.house.arrived(Letter) if each.highlight]) == 2 + 1


async def test_a_clock_of_ones_own_is_taken_over(place: Place) -> None:
    """The script tells the zone; what is no zone of this country changes nothing."""
    shown = [
        await place.asks(zone=zone, email=f"{number}.zoe@calgary.ca")
        for number, zone in enumerate(("America/Vancouver", "../etc/passwd"))
    ]

    assert "(Vancouver)" in shown[0].words
    assert "(Toronto)" in shown[1].words
