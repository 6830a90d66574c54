"""What people see and change about themselves: the panel, language and time zone, help."""

from dataclasses import replace

import pytest

from bot.chat import Field, Named, Reader, Role, Zone
from bot.deliveries import Direct, Letter
from bot.members.zones import ZONES
from tests.core.cast import ANA, CLAIRE, DEV, ENGLISH, FLO, FRENCH, LUC, Actor
from tests.core.house import DOWN, House
from tests.core.reading import actions, card_of, facts, form_of, listed, problems, said, title, written

# ---- the panel


@pytest.mark.parametrize("who", [ANA, LUC, CLAIRE, FLO])
def test_the_panel_of_a_newcomer_is_the_way_in(house: House, who: Actor) -> None:
    """Whatever else they do for the network; nothing is kept of their looking."""
    answer = house.types(who, "home")

    assert title(answer) == "members.outside.title"
    assert actions(card_of(answer)) == ["joining.begin", "joining.link", "members.language"]
    assert house.knows(who) is None


def test_the_command_alone_shows_the_panel(house: House) -> None:
    """`/peer` is `/peer home`."""
    assert house.types(ANA, "") == house.types(ANA, "home")


def test_the_panel_of_an_applicant_says_where_the_request_stands(house: House) -> None:
    """As the status does."""
    house.waits(ANA)

    assert house.types(ANA, "home") == house.types(ANA, "status")


def test_the_panel_of_somebody_who_was_declined_is_the_way_in_again(house: House) -> None:
    """The status still says how it ended."""
    house.declines(CLAIRE, house.waits(ANA))

    assert title(house.types(ANA, "home")) == "members.outside.title"
    assert said(card_of(house.types(ANA, "status")).body)[0] == "joining.status.declined"


def test_the_panel_of_a_member_says_what_the_network_knows_of_them(house: House) -> None:
    """Name, community, accounts, language, time zone, mail; and how to change or end it."""
    house.joins(LUC)
    card = card_of(house.types(LUC, "home"))

    assert facts(card)["joining.fact.name"] == "Luc Gagné"
    assert said(listed(card, "members.fact.accounts")) == ["members.account.admitted", "platform.slack"]
    assert said(facts(card)["members.fact.language"]) == ["language.fr"]
    assert facts(card)["members.fact.zone"] == Zone("America/Montreal")
    assert said(facts(card)["members.fact.mail"]) == ["members.mail.off"]
    assert actions(card) == [
        "meetings.mine",
        "topics.list",
        "members.change",
        "members.link",
        "members.language",
        "members.leave",
    ]


def test_the_panel_of_a_member_says_whether_they_agreed_to_mail(house: House) -> None:
    """With the second step."""
    house.asks(ANA)
    house.proves(ANA, consent=("mail",))
    house.approves(CLAIRE, house.request(ANA))

    assert said(facts(card_of(house.types(ANA, "home")))["members.fact.mail"]) == ["members.mail.on"]


def test_a_community_that_was_typed_is_shown_as_typed(house: House) -> None:
    """On the panel and in the letter of confirmation."""
    house.approves(CLAIRE, house.waits(ANA, community="typed:Kitigan, south"))
    house.carries_out()

    assert written(facts(card_of(house.types(ANA, "home")))["joining.fact.community"]) == ["Kitigan, south"]
    assert "Kitigan, south" in written(house.letters(ANA)[-1].body)


# ---- language and time zone


def test_the_language_and_the_zone_come_from_the_platform(house: House) -> None:
    """Until somebody changes them here."""
    assert house.types(LUC, "home").reader == FRENCH
    house.joins(LUC)

    assert house.profile(LUC).reader == FRENCH
    assert {letter.reader for letter in house.letters(LUC)} == {FRENCH}


@pytest.mark.parametrize(
    "argument, language",
    [("fr", "fr"), ("FR", "fr"), (" français ", "fr"), ("french", "fr"), ("en", "en"), ("English", "en")],
)
def test_a_language_is_changed_by_its_name(house: House, argument: str, language: str) -> None:
    """At once: the answer is in it already."""
    answer = house.types(ANA, "language", argument)

    assert answer.reader == Reader(language, ENGLISH.zone)
    assert house.profile(ANA).reader.language == language


@pytest.mark.parametrize("argument", ["", "de", "42", "x" * 5000, "f"])
def test_any_other_word_opens_the_form(house: House, argument: str) -> None:
    """With language and zone as they are now."""
    form = form_of(house.types(ANA, "language", argument))

    assert [(field.name, field.value) for field in form.fields] == [
        ("language", "en"), ("zone", "America/Toronto"),
    ]  # fmt: skip


def test_language_and_zone_are_changed_by_the_form(house: House) -> None:
    """Everything that is said afterwards is said so."""
    form = form_of(house.presses(ANA, "members.language"))
    answer = house.fills_in(ANA, form, language="fr", zone="America/Whitehorse")

    assert answer.reader == house.types(ANA, "home").reader == Reader("fr", "America/Whitehorse")
    assert title(answer) == "members.language.done"


def zones(house: House, who: Actor) -> Field:
    return next(field for field in form_of(house.types(who, "language")).fields if field.name == "zone")


def test_the_zones_to_choose_from_are_canada_s(house: House) -> None:
    """Each by its city."""
    assert [choice.value for choice in zones(house, ANA).choices] == list(ZONES)
    assert [choice.label for choice in zones(house, ANA).choices] == [Zone(key) for key in ZONES]


def test_somebody_from_elsewhere_keeps_their_own_zone(house: House) -> None:
    """It stands before the others."""
    traveller = replace(ANA, reader=Reader("en", "Europe/Paris"))

    assert zones(house, traveller).choices[0].value == zones(house, traveller).value == "Europe/Paris"
    assert len(zones(house, traveller).choices) == len(ZONES) + 1


@pytest.mark.parametrize(
    "values, expected",
    [
        ({"language": "de", "zone": "America/Toronto"}, {"language": "answers.choice"}),
        ({"language": "fr", "zone": "Mars/Base"}, {"zone": "answers.choice"}),
        ({}, {"language": "answers.required", "zone": "answers.required"}),
    ],
)
def test_what_was_not_offered_is_not_taken(
    house: House, values: dict[str, str], expected: dict[str, str]
) -> None:
    """Nothing changes, and nobody is remembered for it."""
    assert problems(house.submits(ANA, "members.language", "me", 0, **values)) == expected
    assert house.knows(ANA) is None


def test_a_letter_that_waits_is_written_in_the_language_of_the_moment(house: House) -> None:
    """No words lie in a queue."""
    request = house.waits(ANA)
    house.fates |= {Letter: DOWN, Direct: DOWN}
    house.declines(CLAIRE, request)
    house.carries_out()
    house.types(ANA, "language", "fr")
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert (house.letters(ANA)[-1].reader.language, house.directs(ANA)[-1].reader.language) == ("fr", "fr")


def test_the_language_chosen_before_asking_holds_for_the_code(house: House) -> None:
    """Whatever the platform says about them."""
    house.types(ANA, "language", "fr")
    house.asks(ANA)
    house.carries_out()

    assert house.letters(ANA)[-1].reader.language == "fr"


# ---- who is who


def test_a_platform_cannot_make_anybody_a_member(house: House) -> None:
    """Who is in is for the network's own record to say."""
    claims = replace(LUC, roles=frozenset({Role.MEMBER}))

    assert said(card_of(house.types(claims, "leave")).body) == ["refusal.not_allowed", "role.member"]
    assert form_of(house.types(claims, "join")).action == "joining.submit"


def test_a_coordinator_who_decides_is_remembered_by_name_alone(house: House) -> None:
    """So that the others can be told who it was; they are no member for that."""
    house.approves(DEV, house.waits(ANA))

    assert (house.profile(DEV).name, house.profile(DEV).address) == ("Dev Singh", "")
    assert title(house.types(DEV, "home")) == "members.outside.title"


# ---- help


def test_help_names_the_network_and_every_command(house: House) -> None:
    """For anybody who asks."""
    card = card_of(house.types(ANA, "help"))

    assert card.body[0].values == {"network": Named("Climate Peers", "Pairs du climat")}  # type: ignore[union-attr]
    assert "members.help.join" in said(card.body)
