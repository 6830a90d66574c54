"""Whatever a person types, wherever it is shown: it calls nobody, links nowhere and formats nothing."""

import re

import pytest

from tests.wire.slack.north import North
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import both, cards, desk, en, joins, newest, said, waits

NASTY = (
    "<!channel> <@U0DEV> @here <http://x.example|here> <#C0COORD> & *bold* _slanted_ ~struck~ `code` "
    "&lt;!here&gt;"
)
CALLS = re.compile(r"<[!@#]|<http|<mailto")
FORMATS = re.compile(r"(?<![\w\u00ad])[*_~`](?=[^\s*_~`\u00ad])[^*_~`\n]*[^\s\u00ad][*_~`](?![\w\u00ad])")


def mrkdwn(part: object) -> list[str]:
    """All of it that Slack reads as mrkdwn, below our own bold labels."""
    if isinstance(part, list | tuple):
        return [text for each in part for text in mrkdwn(each)]
    if not isinstance(part, dict):
        return []
    if part.get("type") == "mrkdwn":
        return [part["text"]]
    return [text for each in part.values() for text in mrkdwn(each)]


def check(blocks: object, text: str = "") -> None:
    """Moments are ours; of the rest nothing calls, links or formats."""
    for written in [*mrkdwn(blocks), text]:
        theirs = re.sub(r"\A\*[^*\n]+\*\n", "", re.sub(r"<!date\^[^>]*>", "", written))
        assert not CALLS.search(theirs), written
        if written is not text:
            assert not FORMATS.search(theirs), written


def check_all(there: North) -> None:
    """Every message that there is, whoever may see it; every modal and home tab."""
    for channel in there.workspace.channels.values():
        for message in channel.messages:
            check(message.blocks, message.text)
            assert not message.calls, message
    for view in (*there.workspace.views.values(), *there.workspace.homes.values()):
        check(view.content["blocks"])


@pytest.fixture
async def nasty(there: North) -> Somebody:
    """Ana's name, line and community, each as bad as it gets."""
    return await waits(there, "ana", name=NASTY[:120], line=NASTY, community=f"typed:{NASTY[:94]}")


async def test_in_the_card_and_the_lists_of_the_desk(there: North, nasty: Somebody) -> None:
    """Name, line and community are shown there as they were typed."""
    claire = desk(there)
    for line in ("/host", "/host history", "/host members bold"):
        await claire.types(line)
    await nasty.types("/peer status")

    check_all(there)
    assert "bold" in said(cards(there)[-1])
    assert "&lt;!channel&gt;" in said(cards(there)[-1])


async def test_in_a_question_and_its_answer(there: North, nasty: Somebody) -> None:
    """From the coordinator to the applicant, and back to the card."""
    claire = desk(there)
    await claire.presses(both("button.joining.ask"))
    await claire.fills_in(question=f"> {NASTY}\n>{NASTY}")
    await there.settles()
    check_all(there)
    await nasty.types("/peer status")
    await nasty.presses(en("button.joining.answer"))
    await nasty.fills_in(answer=NASTY)
    await there.settles()

    check_all(there)
    assert "bold" in said(nasty.direct()[-1])
    assert said(cards(there)[-1]).count("slanted") >= 3


async def test_in_a_note_to_who_was_declined(there: North, nasty: Somebody) -> None:
    """Read by the applicant, and on the card."""
    claire = desk(there)
    await claire.presses(both("button.joining.decline"))
    await claire.fills_in(reason="other", note=NASTY)
    await there.settles()
    await claire.presses(both("button.joining.send"))
    await there.settles()

    check_all(there)
    assert "slanted" in said(nasty.direct()[-1])


@pytest.mark.usefixtures("nasty")
async def test_in_forms_and_look_ups_it_is_plain_text(there: North) -> None:
    """Nothing is formatted there: it stands as it was typed."""
    luc = there["luc"]
    await luc.types("/peer join")
    *_, typed = await luc.looks_up("community", NASTY[:40])

    assert typed["text"]["type"] == "plain_text"
    assert typed["text"]["text"].startswith("<!channel> <@U0DEV>")


async def test_in_the_welcome_and_the_panel_of_a_member(there: North) -> None:
    """A profile's name too is somebody's own words."""
    there["ana"].user.name = NASTY[:100]
    ana = await joins(there, "ana")
    await ana.types("/peer")
    await ana.opens_home()
    await there.settles()

    check_all(there)
    assert "bold" in newest(ana)


async def test_an_address_keeps_its_underscores(there: North) -> None:
    """Within a word they format nothing, and whoever copies it gets what was typed."""
    await waits(there, "ana", email="ana_le_roy@calgary.ca")
    claire = desk(there)
    await claire.presses(both("button.joining.reveal"))
    await there.settles()

    assert "ana_le_roy@calgary.ca" in newest(claire)


def test_the_check_itself_notices() -> None:
    """What is not escaped fails it."""
    for bad in ("<!here>", "<@U1>", "a *b* c", "_x y_", "<http://x|y>"):
        with pytest.raises(AssertionError):
            check([{"type": "mrkdwn", "text": bad}])
    check([{"type": "mrkdwn", "text": "*Label*\nfine <!date^1^{date}|x>"}])
