"""What an older screen, or none of ours, sends: how things stand now is shown, and nothing changes."""

import pytest

from tests.wire.slack.north import North
from tests.wire.slack.scenes import asks, both, cards, desk, en, fr, joins, newest, said, screen, waits


async def test_a_button_of_an_older_card_shows_the_card_as_it_is(either: North) -> None:
    """What was pressed is not done: somebody has looked at something else."""
    await waits(either, "ana")
    claire, dev = desk(either), desk(either, "dev")
    card = cards(either)[-1]
    old = list(card.blocks)
    await claire.presses(both("button.joining.assign"))
    await either.settles()
    card.blocks = old
    await dev.presses(both("button.joining.approve"), card)
    await either.settles()

    assert en("refusal.stale") in newest(dev)
    assert "Claire Coté" in said(cards(either)[-1])
    assert both("button.joining.approve") in said(cards(either)[-1])


async def test_a_form_of_an_older_state_shows_the_state_as_it_is(either: North) -> None:
    """The question was typed while a colleague decided."""
    ana = await waits(either, "ana")
    claire, dev = desk(either), desk(either, "dev")
    await claire.presses(both("button.joining.ask"))
    await dev.presses(both("button.joining.approve"))
    await either.settles()
    await claire.fills_in(question="Still there?")
    await either.settles()

    assert fr("refusal.title") in screen(claire)
    assert "Dev Singh" in screen(claire)
    assert "Still there?" not in "".join(map(said, ana.direct()))


async def test_a_card_in_a_dialog_says_why_and_how_things_stand(either: North) -> None:
    """Claire had it there since she noted what she had checked; Dev decided."""
    await waits(either, "ana")
    claire, dev = desk(either), desk(either, "dev")
    await claire.presses(both("button.joining.attest"))
    await claire.fills_in(ground="phone")
    await dev.presses(both("button.joining.approve"))
    await either.settles()
    await claire.presses_in_view(fr("button.joining.approve"))
    await either.settles()

    assert fr("refusal.title") in screen(claire)
    assert "Dev Singh" in screen(claire)
    assert fr("button.joining.send") in screen(claire)


KEYS = [
    "joining.dance:me:0",
    "joining.approve:nobody:1",
    "approve",
    "joining.approve:me:99999999999",
    "joining.approve:<!channel>:1",
    "joining.approve:" + "a" * 200 + ":1",
    "☃",
    "",
]


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_that_no_card_has_shows_how_things_stand(there: North, key: str) -> None:
    """To whoever pressed, alone; the card stays as it is."""
    await waits(there, "ana")
    claire, card = desk(there), cards(there)[-1]
    before = list(card.blocks)
    await claire.forges(key, card)
    await there.settles()

    assert fr("refusal.title") in newest(claire)
    assert claire.sees()[-1].reader == claire.user.id
    assert card.blocks == before


async def test_a_button_that_there_is_no_more_leads_to_the_panel(either: North) -> None:
    """Luc's, with what he can do now, in French."""
    luc = await joins(either, "luc")
    welcome = luc.direct()[-1]
    luc.goes_to(either.workspace.direct(luc.user.id).id)
    await luc.forges("members.gone:me:0", welcome)
    await either.settles()

    assert fr("slack.malformed") in newest(luc)
    assert fr("button.members.change") in newest(luc)


async def test_a_form_of_an_older_version_shows_how_things_stand(either: North) -> None:
    """It asks for other fields than today's: there is none at which a sentence could stand."""
    luc = either["luc"]
    await luc.types("/peer rejoindre")
    assert luc.screen is not None
    old = dict(luc.screen.content)
    old["blocks"] = [{**old["blocks"][0], "block_id": "fullname"}]
    luc.screen.content = old
    await luc.fills_in(fullname="Luc")
    await either.settles()

    assert fr("slack.malformed") in screen(luc)
    assert fr("button.joining.begin") in screen(luc)


@pytest.mark.parametrize("callback", ["joining.dance:new:0", "card", "", "joining.submit:new"])
async def test_a_form_that_is_none_of_ours_shows_how_things_stand(there: North, callback: str) -> None:
    """And stores nothing."""
    ana = there["ana"]
    await ana.types("/peer join")
    assert ana.screen is not None
    ana.screen.content = {**ana.screen.content, "callback_id": callback}
    await ana.sends(ana.screen, {"role": "staff", "email": "ana.roy@calgary.ca"}, checked=False)
    await there.settles()

    assert en("slack.malformed") in screen(ana)
    assert there.letters("ana.roy@calgary.ca") == []


async def test_a_look_up_in_a_form_that_is_none_of_ours_finds_nothing(either: North) -> None:
    """An empty list, and no error."""
    ana = either["ana"]
    await ana.types("/peer join")
    assert ana.screen is not None
    ana.screen.content = {**ana.screen.content, "callback_id": "?"}

    assert await ana.looks_up("community", "calg") == []


async def test_a_code_entered_twice_is_proven_once(either: North) -> None:
    """The second window says where the request stands."""
    ana = await asks(either, "ana")
    ana.closes()
    await ana.types("/peer verify")
    assert ana.screen is not None
    view, form = ana.screen, dict(ana.screen.content)
    given = {"code": either.code("ana.roy@calgary.ca"), "attestation": ["attest"]}
    await ana.sends(view, given)
    view.content = form
    await ana.sends(view, given)
    await either.settles()

    assert en("joining.status.waiting") in screen(ana)
    assert len(cards(either)) == 1
