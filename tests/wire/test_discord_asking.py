"""Asking to join on Discord: the form, the look-up of a community, what is wrong and where, correcting."""

import pytest

from tests.wire.discord.north import North
from tests.wire.discord.people import Screen
from tests.wire.discord.scenes import ADDRESS, asks, en, fr, newest, screen

GOOD = {"name": "Ana Roy", "email": ADDRESS["ana"], "role": "staff"}
AGAIN = "discord.again"


async def test_the_panel_is_for_its_reader_alone_and_in_their_language(guild: North) -> None:
    """Luc's Discord is in French; Ana, in the same room, sees nothing of it."""
    luc, ana = guild["luc"], guild["ana"]
    await luc.types("/peer accueil")

    assert fr("members.outside.body") in newest(luc)
    assert ana.sees() == []


async def test_a_language_that_the_network_has_not_leads_to_its_first(guild: North) -> None:
    """Somebody whose Discord is in Spanish."""
    eva = guild.arrives("eva", "900000000000000309", "Eva", locale="es-ES")
    await eva.types("/peer home")

    assert en("members.outside.body") in newest(eva)


async def test_the_form_opens_filled_in_with_what_discord_knows(guild: North) -> None:
    """The name; in French for somebody whose Discord is."""
    luc = guild["luc"]
    await luc.types("/peer rejoindre")

    assert fr("joining.form.community") in screen(luc)
    assert "Luc Gagné" in screen(luc)


async def test_a_community_is_found_while_it_is_typed(guild: North) -> None:
    """In the reader's language, and what was typed itself is the last line."""
    luc = guild["luc"]
    *rows, typed = await luc.autocompletes("/peer rejoindre", community="gatin")

    assert "Gatineau" in rows[0]["name"]
    assert typed["name"] == fr("joining.community_not_listed", typed="gatin")


async def test_a_community_that_was_chosen_is_not_asked_again(guild: North) -> None:
    """It goes with the form."""
    ana = guild["ana"]
    (row, *_) = await ana.autocompletes("/peer join", community="calg")
    await ana.types("/peer join", community=row["value"])

    assert en("joining.form.community") not in screen(ana)
    assert en("joining.form.email") in screen(ana)


async def test_a_community_that_is_not_listed_is_taken_as_typed(guild: North) -> None:
    """The registry is a help, not a list of who exists."""
    ana = guild["ana"]
    *_, typed = await ana.autocompletes("/peer join", community="Zzville-by-the-Lake")
    await ana.types("/peer join", community=typed["value"])
    await ana.fills_in(email=ADDRESS["ana"], role="staff")
    await guild.settles()
    await ana.presses(en("button.joining.verify"))
    await ana.fills_in(code=guild.code(ADDRESS["ana"]), attestation=["attest"])
    await guild.settles()

    assert en("joining.community_typed", typed="Zzville-by-the-Lake") in newest(ana)


BAD = {
    "name without a letter": ("name", "1234", en("answers.no_letter")),
    "over-long name": ("name", "a" * 121, en("answers.too_long", n=120)),
    "over-long address": ("email", "a" * 250 + "@calgary.ca", en("answers.too_long", n=254)),
    "no address at all": ("email", "calgary", ""),
    "over-long line": ("line", "a" * 201, en("answers.too_long", n=200)),
    "hidden characters": ("line", "a\x07b", en("answers.control")),
    "over-long community": ("community", "a" * 301, ""),
}
LABELS = {
    "name": "joining.form.name", "email": "joining.form.email", "line": "joining.form.line",
    "community": "joining.form.community",
}  # fmt: skip


@pytest.mark.parametrize("wrong", BAD)
async def test_what_is_wrong_is_said_with_its_fields_name(guild: North, wrong: str) -> None:
    """Whatever the client let through: what was filled in is still there, and nothing is stored."""
    ana = guild["ana"]
    await ana.types("/peer join")
    assert ana.screen is not None
    field, value, sentence = BAD[wrong]
    good = {"community": "Calgary", **GOOD}
    await ana.sends(ana.screen, good | {field: value})

    assert en(LABELS[field]) in newest(ana)
    assert sentence in newest(ana)
    await ana.presses(en(AGAIN))
    await ana.fills_in(**{field: good.get(field, "")})
    await guild.settles()
    assert len(guild.letters(ADDRESS["ana"])) == 1


async def test_each_wrong_field_has_its_own_sentence_in_french(guild: North) -> None:
    """Several at once, and none of them in English."""
    luc = guild["luc"]
    await luc.types("/peer rejoindre")
    assert luc.screen is not None
    await luc.sends(luc.screen, {"name": "…", "email": "luc", "role": "staff"})

    assert fr("answers.no_letter") in newest(luc)
    assert fr("answers.required") in newest(luc)
    assert fr("discord.problems") in newest(luc)


async def test_a_community_that_is_wrong_is_asked_in_the_form(guild: North) -> None:
    """Although it was given behind the command."""
    ana = guild["ana"]
    await ana.types("/peer join", community="community:none")
    await ana.fills_in(email=ADDRESS["ana"], role="staff")
    assert en("joining.form.community") in newest(ana)
    await ana.presses(en(AGAIN))
    await ana.fills_in(community="Calgary")
    await guild.settles()

    assert len(guild.letters(ADDRESS["ana"])) == 1


async def test_what_was_filled_in_is_shown_to_nobody_else(guild: North) -> None:
    """Whoever presses a button like that one of somebody else's is told how things stand with them."""
    ana, luc = guild["ana"], guild["luc"]
    await ana.types("/peer join")
    assert ana.screen is not None
    await ana.sends(ana.screen, GOOD | {"email": "calgary", "community": "Calgary"})
    await luc.forges_unseen("again|joining.submit:new:0", ana.sees()[-1])

    assert luc.screen is None
    assert fr("discord.malformed") in newest(luc)


async def test_what_was_asked_can_be_corrected_until_the_code_is_entered(guild: North) -> None:
    """The form comes filled in; another mailbox gets a code of its own, and the first is worth nothing."""
    ana = await asks(guild, "ana", email="ana.roi@calgary.ca")
    first = guild.code("ana.roi@calgary.ca")
    await ana.types("/peer join")
    await ana.fills_in(email=ADDRESS["ana"])
    await guild.settles()
    await ana.types("/peer verify")
    await ana.fills_in(code=first, attestation=["attest"])

    assert en("joining.code.wrong") in newest(ana)
    await ana.presses(en(AGAIN))
    await ana.fills_in(code=guild.code(ADDRESS["ana"]))
    assert en("joining.status.waiting") in newest(ana)


async def test_the_same_form_sent_twice_is_one_request(guild: North) -> None:
    """Two clicks, or two windows: one request, one code."""
    ana = guild["ana"]
    await ana.types("/peer join")
    window = ana.screen
    assert isinstance(window, Screen)
    for _ in range(2):
        await ana.sends(window, {"community": "Calgary", **GOOD})
    await guild.settles()

    assert len(guild.letters(ADDRESS["ana"])) == 1
    await ana.types("/peer status")
    assert en("joining.status.unverified") in newest(ana)
