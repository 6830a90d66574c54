"""The first promise on Slack: somebody asks, proves a mailbox, is approved and let in."""

from pathlib import Path

from storage.migrations import migrate
from tests.stores import sqlite_url
from tests.wire.slack.north import north


async def test_somebody_joins(tmp_path: Path) -> None:
    """From the command to the members' room."""
    url = sqlite_url(tmp_path)
    migrate(url)
    async with north(tmp_path, url) as there:
        ana, claire = there["ana"], there["claire"].goes_to("C0COORD")
        await ana.types("/peer join")
        options = await ana.looks_up("community", "calg")
        await ana.fills_in(
            name="Ana Roy", email="ana.roy@calgary.ca", community=options[0]["value"], role="staff"
        )
        print(ana.screen.content, ana.errors)
        await there.settles()
        await ana.presses_in_view("Enter the code")
        print(ana.screen.content)
        await ana.fills_in(code=there.code("ana.roy@calgary.ca"), attestation=["attest"])
        print(ana.screen.content)
        await there.settles()
        print([m.text for m in claire.sees()])
        await claire.presses("Approve / Approuver")
        await there.settles()
        await claire.presses("Send now / Envoyer maintenant")
        await there.settles()
        print([m.text for m in claire.sees()], [m.text for m in ana.direct()])
        assert "U0ANA" in there.workspace.channels["C0MEMBERS"].members
