"""The first promise on Slack: somebody asks, proves a mailbox, is approved and let in."""

from pathlib import Path

import pytest

from bot.chat import Room
from storage.migrations import migrate
from tests.stores import sqlite_url
from tests.wire.slack.north import CHANNELS, north

MODES = ["socket", "http"]
APPROVE, SEND = "Approve / Approuver", "Send now / Envoyer maintenant"


@pytest.mark.parametrize("mode", MODES)
async def test_somebody_asks_proves_a_mailbox_and_is_let_in(tmp_path: Path, mode: str) -> None:
    """From the command to the members' room, in both modes."""
    url = sqlite_url(tmp_path)
    migrate(url)
    async with north(tmp_path, url, mode) as there:
        ana, claire = there["ana"], there["claire"].goes_to(CHANNELS[Room.COORDINATORS])
        await ana.types("/peer join")
        (calgary, *_) = await ana.looks_up("community", "calg")
        await ana.fills_in(
            name="Ana Roy", email="ana.roy@calgary.ca", community=calgary["value"], role="staff"
        )
        await there.settles()
        await ana.presses_in_view("Enter the code")
        await ana.fills_in(code=there.code("ana.roy@calgary.ca"), attestation=["attest"])
        await there.settles()
        await claire.presses(APPROVE)
        await there.settles()
        await claire.presses(SEND)
        await there.settles()

        assert ana.user.id in there.workspace.channels[CHANNELS[Room.MEMBERS]].members
        assert "Welcome" in ana.direct()[-1].text
