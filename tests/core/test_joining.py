"""Somebody asks to join: the form, what is wrong with it, and what becomes of asking twice."""

import unicodedata
from dataclasses import replace

import pytest

from bot.chat import Kind
from bot.joining.forms import TYPED
from bot.joining.model import State, WorkRole
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import House
from tests.core.reading import actions, button, card_of, form_of, problems, refusal, title, written


def test_asking_to_join_opens_a_form_of_five_fields(house: House) -> None:
    """Name, mailbox, community, role, and one line that may stay empty."""
    form = form_of(house.types(ANA, "join"))

    assert [field.name for field in form.fields] == ["name", "email", "community", "role", "line"]
    assert [field.name for field in form.fields if not field.required] == ["line"]


def test_the_form_begins_with_the_name_that_the_platform_shows(house: House) -> None:
    """And with nothing else that somebody did not write."""
    form = form_of(house.types(ANA, "join"))

    assert {field.name: field.value for field in form.fields if field.value} == {"name": "Ana Roy"}


def test_the_community_is_looked_up_and_the_role_chosen(house: House) -> None:
    """Of four roles, in the words of the catalogues."""
    fields = {field.name: field for field in form_of(house.types(ANA, "join")).fields}

    assert fields["community"].kind is Kind.LOOKUP
    assert [choice.value for choice in fields["role"].choices] == [role.value for role in WorkRole]


def test_what_was_asked_is_kept_unverified_until_the_code_comes_back(house: House) -> None:
    """Nobody is shown anything before the mailbox is proven."""
    house.asks(ANA)
    house.carries_out()

    request = house.request(ANA)
    assert request.state is State.UNVERIFIED
    assert (request.name, request.address, request.line) == ("Ana Roy", ANA.email, "Climate coordinator")
    assert not house.rooms


def test_the_answer_leads_to_the_code_and_back(house: House) -> None:
    """Enter it, have another one sent, or take the request back; the address is hinted at."""
    card = card_of(house.asks(ANA))

    assert actions(card) == ["joining.verify", "joining.resend", "joining.withdraw"]
    assert written(card.body) == ["a…@calgary.ca"]


@pytest.mark.parametrize("field", ["name", "email", "community", "role"])
def test_a_field_that_is_empty_is_said_to_be_so_at_that_field(house: House, field: str) -> None:
    """The others are not complained about."""
    assert problems(house.asks(ANA, **{field: " "})) == {field: expected_of(field)}


def expected_of(field: str) -> str:
    return "answers.choice" if field == "role" else "answers.required"


def test_what_only_the_address_and_the_registry_can_tell_is_told_with_the_rest(house: House) -> None:
    """A malformed address is not kept back until the name is right."""
    wrong = problems(house.asks(ANA, name="", email="ana@roy@calgary.ca", community="community:none"))

    assert wrong == {
        "name": "answers.required",
        "email": "eligibility.applicant.malformed_address",
        "community": "answers.choice",
    }


def test_every_field_that_is_wrong_is_named_at_once(house: House) -> None:
    """Nobody corrects one field after the other."""
    answer = house.asks(ANA, name="", email="", community="", role="", line="two\nlines")

    assert problems(answer) == {
        "name": "answers.required",
        "email": "answers.required",
        "community": "answers.required",
        "role": "answers.required",
        "line": "answers.one_line",
    }


WRONG = [
    ("name", "123 !", "answers.no_letter"),
    ("name", "A" * 121, "answers.too_long"),
    ("name", "Ana\nRoy", "answers.one_line"),
    ("name", "Ana\u202eyoR", "answers.control"),
    ("name", "Ana\x00Roy", "answers.control"),
    ("email", "ana.roy", "eligibility.applicant.malformed_address"),
    ("email", "ana@calgary.ca@york.ca", "eligibility.applicant.malformed_address"),
    ("email", "ana roy@calgary.ca", "eligibility.applicant.malformed_address"),
    ("email", "<ana@calgary.ca>", "eligibility.applicant.malformed_address"),
    ("email", "ana@[10.0.0.1]", "eligibility.applicant.malformed_address"),
    ("email", "ana@calgary", "eligibility.applicant.malformed_address"),
    ("email", "ana@qc.ca", "eligibility.applicant.public_suffix"),
    ("email", "ana@cаlgary.ca", "eligibility.applicant.non_ascii_domain"),
    ("email", "ana@mailinator.com", "eligibility.applicant.disposable"),
    ("email", "ana@calgary.ca\n\nBcc: all@york.ca", "answers.one_line"),
    ("email", "a" * 250 + "@calgary.ca", "answers.too_long"),
    ("community", "community:000", "answers.choice"),
    ("community", TYPED, "answers.required"),
    ("community", TYPED + "C" * 101, "answers.too_long"),
    ("community", "Two\nlines", "answers.one_line"),
    ("role", "mayor", "answers.choice"),
    ("role", ("staff",), "answers.choice"),
    ("line", "L" * 201, "answers.too_long"),
]


@pytest.mark.parametrize("field, value, expected", WRONG)
def test_what_cannot_be_taken_gets_a_sentence_at_its_field(
    house: House, field: str, value: str, expected: str
) -> None:
    """And nothing at all is stored of it."""
    answer = house.asks(ANA, **{field: value})

    assert problems(answer) == {field: expected}
    assert house.knows(ANA) is None
    assert house.carries_out() == []


WRITTEN = [
    "O",
    "xʷməθkʷəy̓əm",
    "Sḵwx̱wú7mesh",
    "Ta'an Kwäch'än",
    "نور الدين",
    "שרה",
    "ᓄᓇᕗᑦ",
    "Zoé 👩‍🔧",
    "<b>Jo</b>",
]


@pytest.mark.parametrize("name", WRITTEN)
def test_names_are_kept_as_they_are_written(house: House, name: str) -> None:
    """One letter is a name, any script is one, and the letter with the code carries it."""
    house.asks(ANA, name=f" {name} ")
    house.carries_out()

    assert house.request(ANA).name == unicodedata.normalize("NFC", name)
    assert house.letters(ANA)[-1].to_name == house.request(ANA).name


def test_a_second_press_on_send_is_one_request_and_one_code(house: House) -> None:
    """Whoever is impatient gets the same answer twice."""
    first, second = house.asks(ANA), house.asks(ANA)
    house.carries_out()

    assert first == second
    assert len(house.letters(ANA)) == 1


def test_what_is_corrected_before_the_proof_replaces_what_was_asked(house: House) -> None:
    """With the same mailbox the code that was sent stays good."""
    house.asks(ANA)
    code = house.code_of(ANA)
    house.asks(ANA, name="Ana Roy-Côté", role="contractor")
    house.enters(ANA, code)

    assert house.request(ANA).name == "Ana Roy-Côté"
    assert "contractor" in house.request(ANA).reasons
    assert len(house.letters(ANA)) == 1


def test_an_address_that_is_corrected_voids_the_code_for_the_old_one(house: House) -> None:
    """A code proves the mailbox to which it was sent, and no other."""
    wrong_one = replace(ANA, email="someone.else@calgary.ca")
    house.asks(wrong_one)
    old = house.code_of(wrong_one)
    house.asks(ANA)

    assert problems(house.enters(ANA, old)) == {"code": "joining.code.expired"}
    house.carries_out()
    assert problems(house.enters(ANA, old)) == {"code": "joining.code.wrong"}


def test_the_code_of_a_corrected_address_proves_that_one(house: House) -> None:
    """The request goes on with what was typed last."""
    house.asks(ANA, email="someone.else@calgary.ca")
    house.asks(ANA)
    house.proves(ANA)

    assert house.request(ANA).state is State.WAITING
    assert house.request(ANA).address == ANA.email


def test_the_form_opens_again_as_it_was_filled_in(house: House) -> None:
    """Correcting is not typing it all anew."""
    house.asks(ANA, community=TYPED + "Halfway")
    values = {field.name: field.value for field in form_of(house.types(ANA, "join")).fields}

    assert values == ANA.answers | {"community": TYPED + "Halfway"}


@pytest.mark.parametrize("again", ["types", "asks"])
def test_who_waits_for_an_answer_is_shown_where_it_stands(house: House, again: str) -> None:
    """Asking once more changes nothing."""
    waiting = house.waits(ANA)
    answer = house.asks(ANA, name="Another") if again == "asks" else house.types(ANA, "join")

    assert title(answer) == "joining.status.title"
    assert house.request(ANA) == waiting


@pytest.mark.parametrize("again", ["types", "asks"])
def test_a_member_has_nothing_to_ask_for(house: House, again: str) -> None:
    """And is told so."""
    house.joins(ANA)
    answer = house.asks(ANA) if again == "asks" else house.types(ANA, "join")

    assert refusal(answer) == "refusal.already_member"


SUBJECTS = ["joining.verify", "joining.resend", "joining.insist", "joining.answer", "joining.withdrawn"]


@pytest.mark.parametrize("action", SUBJECTS)
def test_somebody_else_s_request_is_as_unknown_as_one_that_never_was(house: House, action: str) -> None:
    """A forged id says nothing about who else there is."""
    house.asks(ANA)
    house.asks(LUC)
    foreign = house.presses(LUC, action, house.request(ANA).id)

    assert foreign == house.presses(LUC, action, "0" * 26)
    assert refusal(foreign) == "refusal.unknown"
    assert house.request(ANA).state is State.UNVERIFIED


@pytest.mark.parametrize("action", ["joining.verify", "joining.answer"])
def test_a_form_about_somebody_else_s_request_is_refused_too(house: House, action: str) -> None:
    """Before anything in it is looked at."""
    house.asks(ANA)
    house.asks(LUC)

    assert refusal(house.submits(LUC, action, house.request(ANA).id)) == "refusal.unknown"


def test_a_request_can_be_taken_back_and_made_again(house: House) -> None:
    """After a look at what that means."""
    house.asks(ANA)
    withdraw = button(card_of(house.types(ANA, "withdraw")), "joining.withdrawn")
    card = card_of(house.clicks(ANA, withdraw))

    assert house.request(ANA).state is State.WITHDRAWN
    assert actions(card) == ["joining.begin"]
    assert form_of(house.clicks(ANA, button(card, "joining.begin"))).subject == "new"


def test_the_code_of_a_withdrawn_request_is_worth_nothing(house: House) -> None:
    """Entering it shows that the request is over."""
    house.asks(ANA)
    code = house.code_of(ANA)
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)

    assert title(house.enters(ANA, code)) == "joining.status.title"
    assert house.request(ANA).state is State.WITHDRAWN


def test_a_request_is_withdrawn_once(house: House) -> None:
    """The second press shows where it stands."""
    house.asks(ANA)
    request = house.request(ANA)
    house.presses(ANA, "joining.withdrawn", request.id)
    house.waits_for(hours=1)
    house.presses(ANA, "joining.withdrawn", request.id)

    assert house.request(ANA).decided_at == request.asked_at


def test_a_request_that_waits_can_be_withdrawn_and_its_card_says_so(house: House) -> None:
    """There is nothing to decide any more, so there is nothing to press."""
    request = house.waits(ANA)
    house.presses(ANA, "joining.withdrawn", request.id)
    house.carries_out()

    assert house.card(request).body[0].id == "joining.desk.withdrawn"  # type: ignore[union-attr]
    assert actions(house.card(request)) == []


@pytest.mark.parametrize("command", ["verify", "status", "withdraw"])
def test_who_has_asked_for_nothing_is_told_that_nothing_is_open(house: House, command: str) -> None:
    """Newcomers and coordinators alike."""
    assert refusal(house.types(ANA, command)) == "refusal.nothing_open"
    assert refusal(house.types(CLAIRE, command)) == "refusal.nothing_open"
