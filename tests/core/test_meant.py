"""A name that was typed where nothing could be looked up: its writer is asked which community is meant."""

import pytest

from bot.chat import Button, Card
from bot.communities.model import Community
from bot.communities.registry import Changes
from bot.joining.forms import LISTED, TYPED
from bot.joining.model import State
from bot.joining.views import BUTTONS as ASKING
from bot.replies import Say
from tests.core.cast import ANA, CALGARY, CLAIRE, LUC
from tests.core.changes import changes
from tests.core.desk import corrects
from tests.core.house import House
from tests.core.reading import actions, button, card_of, facts, form_of, refusal, said, title, written

CITY, DISTRICT = "5921007", "5921"  # two that are called Nanaimo
WHICH = ["joining.meant"] * 2 + ["joining.not_listed"]
THEN = ["joining.verify", "joining.resend", "joining.withdraw"]


def asks(house: House, typed: str = "Nanaimo") -> Card:
    return card_of(house.asks(ANA, community=typed))


def meaning(card: Card, community_id: str) -> Button:
    return next(each for each in card.buttons if each.subject == community_id)


def stands(house: House) -> tuple[str, str, bool]:
    request = house.request(ANA)
    return request.community_id, request.community_typed, request.unsure


def test_who_typed_a_name_that_several_have_is_asked_which_is_meant(house: House) -> None:
    """Nothing waits for the answer: the code is on its way."""
    card = asks(house)

    assert actions(card) == WHICH + THEN
    assert {each.subject for each in card.buttons[:2]} == {CITY, DISTRICT}
    assert (title(house.types(ANA, "status")), "joining.which" in said(card.body)) == (
        "joining.status.title", True,
    )  # fmt: skip
    assert house.code_of(ANA)


def test_those_with_that_name_come_before_those_that_are_like_it(house: House) -> None:
    """Four of them at most, so that with "none of these" they make one row."""
    house.world.communities.apply(
        Changes(1, [Community(f"st-{n}", f"Saint-Zéphirin {n}", "", "regional", "QC") for n in range(1, 8)])
    )
    card = asks(house, "saint-zephirn")

    assert actions(card) == ["joining.meant"] * 4 + ["joining.not_listed", *THEN]


def test_the_question_stands_where_the_request_is_looked_at_until_it_is_answered(house: House) -> None:
    """Also days later."""
    asks(house)
    house.waits_for(days=1)
    before = card_of(house.types(ANA, "status"))
    house.clicks(ANA, button(before, "joining.not_listed"))

    assert actions(before) == WHICH + THEN
    assert actions(card_of(house.types(ANA, "status"))) == THEN


def test_the_one_that_is_chosen_is_the_one_that_is_asked_for(house: House) -> None:
    """As if it had been chosen in a list; the mailbox is weighed anew."""
    house.asks(ANA, community="Nanaimo", email="ana@nanaimo.ca")
    before = house.request(ANA).reasons
    answer = house.clicks(ANA, meaning(card_of(house.types(ANA, "status")), CITY))
    after = house.request(ANA)

    assert stands(house) == (CITY, "", False)
    assert (before[:2], "listed_domain" in after.reasons) == (
        ("mailbox_not_proven", "domain_of_other_community"), True,
    )  # fmt: skip
    assert "City of Nanaimo" in str(facts(card_of(answer))["joining.fact.community"])


def test_what_is_none_of_them_stays_as_it_was_typed(house: House) -> None:
    """And is not asked about again."""
    answer = house.clicks(ANA, button(asks(house), "joining.not_listed"))

    assert stands(house) == ("", "Nanaimo", False)
    assert actions(card_of(answer)) == THEN
    assert written(facts(card_of(answer))["joining.fact.community"]) == ["Nanaimo"]


@pytest.mark.parametrize("typed", [TYPED + "Nanaimo", LISTED + CITY, "Ville de Calgary", "qqqqqqqqqq"])
def test_who_was_shown_a_list_or_leaves_no_doubt_is_asked_nothing(house: House, typed: str) -> None:
    """Nor is somebody whose words are like none that we know."""
    assert actions(asks(house, typed)) == THEN


@pytest.mark.parametrize(
    "typed, found",
    [("City of Calgary (city, AB)", CALGARY), ("Ville de Calgary (ville, AB)", CALGARY), ("5921007", CITY)],
)
def test_what_is_written_off_a_list_is_understood(house: House, typed: str, found: str) -> None:
    """With what stands behind a name; or the number by which coordinators know it."""
    asks(house, typed)

    assert stands(house) == (found, "", False)


def test_a_form_that_is_filled_in_again_keeps_what_was_chosen(house: House) -> None:
    """It shows the name, which would be doubtful by itself."""
    house.clicks(ANA, meaning(asks(house), DISTRICT))
    named = house.world.communities.get(DISTRICT)
    assert named is not None
    house.asks(ANA, community=named.name, role="contractor")

    assert stands(house) == (DISTRICT, "", False)
    assert house.request(ANA).work_role == "contractor"


def test_who_types_another_name_is_asked_about_that_one(house: House) -> None:
    """The buttons of before decide nothing any more."""
    before = asks(house)
    asks(house, "Montréa")
    answer = house.clicks(ANA, meaning(before, CITY))

    assert stands(house) == ("", "Montréa", True)
    assert "joining.which" in said(card_of(answer).body)


def test_pressed_twice_is_pressed_once(house: House) -> None:
    """The second press shows how things stand."""
    card = asks(house)
    first, second = (house.clicks(ANA, meaning(card, CITY)) for _ in range(2))

    assert card_of(first) == card_of(second)
    assert house.request(ANA).revision == 1


def test_when_the_mailbox_is_proven_it_is_the_coordinators_affair(house: House) -> None:
    """They see what was typed, and can correct it."""
    card = asks(house)
    house.proves(ANA)
    answer = house.clicks(ANA, meaning(card, CITY))

    assert house.request(ANA).state is State.WAITING
    assert house.request(ANA).community_typed == "Nanaimo"
    assert actions(card_of(answer)) == ["joining.withdraw"]


def test_nobody_answers_for_another(house: House) -> None:
    """A button that somebody else was shown is about one's own request, or about none."""
    card = asks(house)
    luc = house.clicks(LUC, meaning(card, CITY))
    house.asks(LUC, community="Nanaimo")
    other = house.clicks(LUC, button(card, "joining.not_listed"))

    assert refusal(luc) == "refusal.nothing_open"
    assert (stands(house)[2], house.request(LUC).unsure) == (True, True)
    assert "joining.which" in said(card_of(other).body)


@pytest.mark.parametrize("subject", ["", "no-such-place", "x" * 60, "band-999"])
def test_a_button_that_was_never_offered_changes_nothing(house: House, subject: str) -> None:
    """It shows how things stand."""
    asks(house)
    answer = house.presses(ANA, "joining.meant", subject)

    assert stands(house) == ("", "Nanaimo", True)
    assert title(answer) == "joining.status.title"


@pytest.mark.parametrize("subject", ["a:b", "A", "a b", "é", "a\n", "a_b", "x" * 90])
def test_what_is_no_subject_of_a_button_is_refused(house: House, subject: str) -> None:
    """Before any database is asked."""
    asks(house)

    assert refusal(house.presses(ANA, "joining.meant", subject)) == "refusal.malformed"


def test_a_choice_can_open_the_way_for_a_code(house: House) -> None:
    """A province's mailbox is one that a place has which the province runs."""
    places = [
        Community(f"lsd-{n}", "Zéphirville", "", "municipality", "NB", mail_class="province" * n)
        for n in (0, 1)
    ]
    house.world.communities.apply(Changes(1, places))
    refused = card_of(house.asks(ANA, community="Zéphirville", email="ana@gnb.ca"))
    before = house.carries_out()
    answer = house.clicks(ANA, meaning(refused, "lsd-1"))

    assert actions(refused) == [*WHICH, "joining.insist", "joining.withdraw"]
    assert (before, title(answer)) == ([], "joining.code_sent.title")
    assert len(house.carries_out()) == 1


def test_a_member_who_changes_employer_is_asked_too(house: House) -> None:
    """By the same buttons; who types what is known already is asked nothing."""
    house.joins(ANA)
    card = card_of(changes(house, ANA, community="Nanaimo"))
    house.clicks(ANA, meaning(card, CITY))

    assert actions(card) == WHICH + THEN
    assert stands(house) == (CITY, "", False)
    assert house.request(ANA).purpose in ASKING


def test_a_member_whose_form_shows_the_name_keeps_their_community(house: House) -> None:
    """Whatever else is called so."""
    house.asks(ANA, community=LISTED + DISTRICT)
    house.proves(ANA)
    house.approves(CLAIRE, house.request(ANA))
    answer = changes(house, ANA, community="Regional District of Nanaimo", name="Ana Roy-Hale")

    assert isinstance(answer.reply, Say)
    assert stands(house) == (DISTRICT, "", False)


def test_a_coordinator_who_corrects_is_told_which_it_may_be(house: House) -> None:
    """By number; which is what they write then."""
    request = house.waits(ANA)
    card = card_of(corrects(house, CLAIRE, request, community="Nanaimo"))
    doubtful = stands(house)
    corrects(house, CLAIRE, house.request(ANA), community=DISTRICT)

    assert said(card.body)[0] == "joining.correct.which"
    assert {CITY, DISTRICT} <= set(written(card.body))
    assert (doubtful[:2], stands(house)[:2]) == (("", "Nanaimo"), (DISTRICT, ""))


def test_a_coordinator_who_leaves_the_name_alone_leaves_the_community_alone(house: House) -> None:
    """The form shows the name, that of the district too."""
    request = house.waits(ANA, community=LISTED + DISTRICT)
    card = card_of(corrects(house, CLAIRE, request, community="Regional District of Nanaimo", role="other"))

    assert stands(house) == (DISTRICT, "", False)
    assert "joining.correct.which" not in said(card.body)


def test_the_form_shows_what_was_typed(house: House) -> None:
    """So that it can be corrected there as well."""
    asks(house)
    form = form_of(house.types(ANA, "join"))

    assert next(field.value for field in form.fields if field.name == "community") == TYPED + "Nanaimo"
