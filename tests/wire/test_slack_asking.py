"""Asking to join on Slack: the form, the look-up of a community, what is wrong at its field, correcting."""

import pytest

from tests.wire.slack.north import North
from tests.wire.slack.scenes import ADDRESS, asks, en, fr, newest, screen

GOOD = {"email": ADDRESS["ana"], "role": "staff"}


async def calgary(there: North) -> str:
    (row, *_) = await there["ana"].looks_up("community", "calg")
    return str(row["value"])


async def test_the_panel_is_for_its_reader_alone_and_in_their_language(either: North) -> None:
    """Luc's Slack is in French; Ana, in the same room, sees nothing of it."""
    luc, ana = either["luc"], either["ana"]
    await luc.types("/peer accueil")

    assert fr("members.outside.body") in newest(luc)
    assert ana.sees() == []


async def test_a_root_alone_is_the_panel(either: North) -> None:
    """`/peer` and nothing behind it."""
    await either["ana"].types("/peer")

    assert en("members.outside.body") in newest(either["ana"])


async def test_the_form_opens_filled_in_with_what_slack_knows(either: North) -> None:
    """The name of the profile; in French for somebody whose Slack is."""
    luc = either["luc"]
    await luc.types("/peer rejoindre")

    assert fr("joining.form.community") in screen(luc)
    assert luc.screen is not None
    assert luc.screen.content["blocks"][0]["element"]["initial_value"] == "Luc Gagné"


async def test_a_community_is_found_while_it_is_typed(either: North) -> None:
    """In the reader's language, and what was typed itself is the last line."""
    luc = either["luc"]
    await luc.types("/peer rejoindre")
    *rows, typed = await luc.looks_up("community", "gatin")

    assert rows[0]["text"]["text"] == "Ville de Gatineau (ville, QC)"
    assert typed["text"]["text"] == fr("joining.community_not_listed", typed="gatin")


async def test_a_community_that_is_not_listed_is_taken_as_typed(either: North) -> None:
    """The registry is a help, not a list of who exists."""
    ana = either["ana"]
    await ana.types("/peer join")
    *_, typed = await ana.looks_up("community", "Zzville-by-the-Lake")
    await ana.fills_in(community=typed["value"], **GOOD)
    await either.settles()
    await ana.presses_in_view(en("button.joining.verify"))
    await ana.fills_in(code=either.code(ADDRESS["ana"]), attestation=["attest"])
    await either.settles()

    assert en("joining.community_typed", typed="Zzville-by-the-Lake") in screen(ana)


BAD = {
    "name without a letter": ("name", "1234", en("answers.no_letter")),
    "over-long name": ("name", "a" * 121, en("answers.too_long", n=120)),
    "over-long address": ("email", "a" * 250 + "@calgary.ca", en("answers.too_long", n=254)),
    "no address at all": ("email", "calgary", en("eligibility.applicant.malformed_address")),
    "over-long line": ("line", "a" * 201, en("answers.too_long", n=200)),
    "hidden characters": ("line", "a\x07b", en("answers.control")),
    "no such row": ("community", "community:none", en("answers.choice")),
    "over-long community": ("community", "typed:" + "a" * 101, en("answers.too_long", n=100)),
}


@pytest.mark.parametrize("wrong", BAD)
async def test_what_is_wrong_is_said_at_its_field(there: North, wrong: str) -> None:
    """Whatever the client let through: nothing is lost of what was filled in, and nothing is stored."""
    ana = there["ana"]
    await ana.types("/peer join")
    assert ana.screen is not None
    field, value, sentence = BAD[wrong]
    good = {"name": "Ana Roy", "community": await calgary(there), **GOOD}
    await ana.sends(ana.screen, good | {field: value}, checked=False)

    assert ana.errors == {field: sentence}
    await ana.sends(ana.screen, good)
    assert ana.errors == {}


async def test_each_wrong_field_has_its_own_sentence_in_french(either: North) -> None:
    """Several at once, and none of them in English."""
    luc = either["luc"]
    await luc.types("/peer rejoindre")
    assert luc.screen is not None
    await luc.sends(luc.screen, {"name": "…", "email": "luc", "role": "staff"}, checked=False)

    assert luc.errors["name"] == fr("answers.no_letter")
    assert luc.errors["community"] == fr("answers.required")
    assert set(luc.errors) == {"name", "email", "community"}


async def test_what_was_asked_can_be_corrected_until_the_code_is_entered(either: North) -> None:
    """The form comes filled in; another mailbox gets a code of its own, and the first is worth nothing."""
    ana = await asks(either, "ana", email="ana.roi@calgary.ca")
    ana.closes()
    first = either.code("ana.roi@calgary.ca")
    await ana.types("/peer join")
    await ana.fills_in(email=ADDRESS["ana"])
    await either.settles()
    await ana.types("/peer verify")
    await ana.fills_in(code=first, attestation=["attest"])

    assert ana.errors == {"code": en("joining.code.wrong")}
    await ana.fills_in(code=either.code(ADDRESS["ana"]), attestation=["attest"])
    assert en("joining.status.waiting") in screen(ana)


async def test_the_same_form_sent_twice_is_one_request(either: North) -> None:
    """Two clicks, or two windows: one request, one code."""
    ana = either["ana"]
    await ana.types("/peer join")
    assert ana.screen is not None
    view, given = ana.screen, {"name": "Ana Roy", "community": await calgary(either), **GOOD}
    form = dict(view.content)
    await ana.sends(view, given)
    view.content = form
    await ana.sends(view, given)
    await either.settles()

    assert len(either.letters(ADDRESS["ana"])) == 1
    await ana.types("/peer status")
    assert en("joining.status.unverified") in newest(ana)


async def test_an_address_that_is_not_enough_may_be_shown_to_a_person(either: North) -> None:
    """What the rules advise against, a person may look at all the same: then there is a code."""
    address = "ana.roy@ontario.ca"
    ana = await asks(either, "ana", email=address)
    assert en("joining.refused.title") in screen(ana)
    assert either.letters(address) == []
    await ana.presses_in_view(en("button.joining.insist"))
    await either.settles()

    assert en("joining.code_sent.title") in screen(ana)
    assert len(either.letters(address)) == 1
