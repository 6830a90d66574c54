"""The first promise on Slack: somebody asks, proves a mailbox, is approved and let in."""

from tests.wire.slack.north import North
from tests.wire.slack.scenes import ADDRESS, MEMBERS, approves


async def test_somebody_asks_proves_a_mailbox_and_is_let_in(either: North) -> None:
    """From the command to the members' room; each dialog leads to the next."""
    ana = either["ana"]
    await ana.types("/peer join")
    (calgary, *_) = await ana.looks_up("community", "calg")
    await ana.fills_in(name="Ana Roy", email=ADDRESS["ana"], community=calgary["value"], role="staff")
    await either.settles()
    await ana.presses_in_view("Enter the code")
    await ana.fills_in(code=either.code(ADDRESS["ana"]), attestation=["attest"])
    await either.settles()
    await approves(either)

    assert ana.user.id in either.workspace.channels[MEMBERS].members
    assert "Welcome" in ana.direct()[-1].text
