"""What the forms of the pages take, refuse and keep."""

from __future__ import annotations

import re

import pytest

from adapters.web.stamps import GOOD_FOR
from bot.deliveries import Letter
from tests.core.cast import ANA
from tests.web.place import ANSWERS, Place
from tests.web.test_registering import ZOE

HOSTILE = '"><script>alert(1)</script>{name}'


async def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(place: Place) -> None:
    """The summary leads to each of them; nothing was stored."""
    wrong = await place.asks(email="two@ats@once", role=[], name=HOSTILE)
    form = wrong.page.form()

    assert wrong.status == 422
    assert set(wrong.page.errors) == {"email", "role"}
    assert {"#field-email", "#field-role-1"} <= set(wrong.page.links.values())
    assert form.values["email"] == ["two@ats@once"]
    assert form.values["name"] == [HOSTILE]
    assert "<script>alert" not in wrong.page.html
    assert place.house.arrived(Letter) == []


async def test_a_community_is_looked_up_without_a_script(place: Place) -> None:
    """A step of its own with what was found; another search is a step back; nothing else is lost."""
    form = (await place.get("/en/join")).page.form()
    found = await place.sends(form, **{**ANSWERS, "community": "calg", "look": "community"})
    again = await place.sends(found.page.form(), again="community")
    chosen = next(each for each in found.page.form().choices["community"] if each == "community:4806016")
    asked = await place.sends(found.page.form(), community=chosen)

    assert "City of Calgary (city, AB)" in found.words
    assert again.page.form().values["community"] == ["calg"]
    assert found.page.form().values["name"] == [ANSWERS["name"]]
    assert "City of Calgary" in asked.words


async def test_a_name_of_several_communities_is_asked_about(place: Place) -> None:
    """On the page of the request, with what tells them apart; one press settles it."""
    asked = await place.asks(community="Nanaimo", email="zoe@nanaimo.ca")
    settled = await place.presses(asked, "joining.meant")

    assert "Which of these is it?" in asked.words
    assert "Which of these is it?" not in settled.words


async def test_what_is_chosen_by_the_script_is_shown_by_its_name_again(place: Place) -> None:
    """It sends the choice and what stood in the field."""
    typed = {"community": "community:4806016", "community.typed": "City of Calgary (city, AB)"}
    wrong = await place.asks(**typed, email="nobody")

    assert 'value="City of Calgary (city, AB)"' in wrong.page.html
    assert 'data-chosen="community:4806016"' in wrong.page.html


async def test_options_are_told_to_the_script(place: Place) -> None:
    """In the page's language, what was typed last."""
    async with place.session.get(place.base + "/fr/communities", params={"q": "gatin"}) as answer:
        options = await answer.json()

    assert options[0]["label"].startswith("Ville de Gatineau")
    assert options[-1]["value"] == "typed:gatin"


async def test_a_form_that_was_sent_twice_is_one_request(either: Place) -> None:
    """The same page, one code; so is a code that was entered twice."""
    form = (await either.get("/en/join")).page.form()
    sent = [await either.sends(form, **ANSWERS) for _ in range(3)]
    either.house.carries_out()
    letters = [each for each in either.house.arrived(Letter) if each.to == ZOE]
    entered = [await either.enters(sent[0], letters[-1].highlight) for _ in range(2)]

    assert len({each.place for each in sent}) == 1
    assert len(letters) == 1
    assert [each.status for each in entered] == [200, 200]
    assert entered[0].words == entered[1].words


async def test_a_form_that_was_open_for_a_day_is_sent_once_more(place: Place) -> None:
    """What was typed stays, with a new stamp."""
    form = (await place.get("/fr/join")).page.form()
    place.house.waits_for(seconds=GOOD_FOR.total_seconds() + 1)
    late = await place.sends(form, **ANSWERS)
    asked = await place.sends(late.page.form())

    assert (late.status, asked.status) == (422, 200)
    assert "Rien n’est perdu" in late.words
    assert asked.place.startswith("/fr/request/")


async def test_what_no_person_fills_in_is_told(place: Place) -> None:
    """And nothing is stored or sent; a person whose browser did it just sends it again."""
    trapped = await place.asks(website="https://spam.example")
    place.house.carries_out()
    sent_before = len(place.house.arrived(Letter))
    asked = await place.sends(trapped.page.form())

    assert (trapped.status, sent_before) == (422, 0)
    assert asked.place.startswith("/en/request/")


async def test_the_answer_is_the_same_whether_or_not_an_address_is_known(place: Place) -> None:
    """A member's mailbox, a stranger's: page for page, but for what was typed."""
    place.house.joins(ANA)
    shown = [await place.asks(email=email) for email in (ANA.email, "nobody.yet@calgary.ca")]
    words = [
        re.sub(r"Your request [A-Z0-9]{6}", "", each.words.replace(email, ""))
        for each, email in zip(shown, (ANA.email, "nobody.yet@calgary.ca"), strict=True)
    ]

    assert words[0] == words[1]
    assert [each.status for each in shown] == [200, 200]


async def test_a_strangers_mailbox_gets_three_codes_an_hour(place: Place) -> None:
    """From however many forms, and whoever sends them is not told."""
    shown = [await place.asks() for _ in range(6)]
    place.house.carries_out()

    assert {each.status for each in shown} == {200}
    assert len([each for each in place.house.arrived(Letter) if each.to == ZOE]) == 3


@pytest.mark.parametrize(
    "sent",
    [
        {"press": "members.left:me:0"},
        {"press": "polls.cast:me:0"},
        {"press": "joining.approve:{id}:1"},
        {"press": "joining.verify:{id}:0"},
        {"press": "nonsense"},
        {"press": "joining.withdrawn:../x:0"},
        {"form": "members.language:me:0", "language": "fr"},
        {"form": "joining.change:new:0"},
        {"form": ""},
        {},
    ],
)
async def test_a_page_can_do_nothing_but_look_after_its_request(place: Place, sent: dict[str, str]) -> None:
    """Whoever finds its address is no member by that, and no coordinator."""
    asked = await place.asks()

    assert (await place.post(asked.place, sent)).status == 400


async def test_another_page_cannot_touch_a_request(place: Place) -> None:
    """Its buttons are as unknown there as those that never were."""
    one, other = await place.asks(), await place.asks(email="other@calgary.ca")
    form, (name, value) = one.page.button("joining.resend")
    tried = await place.post(other.place, {**form.values, name: value})
    never = await place.post("/en/request/" + "b" * 26, {name: value})

    assert (tried.status, never.status) == (409, 409)
    assert tried.words == never.words


@pytest.mark.parametrize("name", ["Zoë\r\nBcc: x@y.example", "Zoë\u202etac", "\x00Zoë", "Z" * 500])
async def test_what_could_smuggle_is_refused_at_its_field(place: Place, name: str) -> None:
    """Line breaks, hidden characters, what is too long."""
    wrong = await place.asks(name=name)

    assert wrong.status == 422
    assert set(wrong.page.errors) == {"name"}


async def test_names_in_any_script_come_back_as_they_were_written(place: Place) -> None:
    """Composed, and not changed otherwise."""
    await place.asks(name="xʷməθkʷəy̓əm Ta'an <b>", email="z@calgary.ca", role=[])
    shown = await place.asks(name="xʷməθkʷəy̓əm Ta'an <b>", role=[])

    assert shown.page.form().values["name"] == ["xʷməθkʷəy̓əm Ta'an <b>"]
    assert "<b>" not in shown.page.html
