"""The first promise on Discord: somebody asks, proves a mailbox, is approved and gets the members' role."""

from collections.abc import Callable

import pytest

from tests.wire.discord.ground import MEMBER
from tests.wire.discord.north import NETWORK, North
from tests.wire.discord.scenes import approves, en, fr, newest, said, waits


@pytest.mark.parametrize("name, words", [("ana", en), ("luc", fr)])
async def test_somebody_asks_proves_a_mailbox_and_is_let_in(
    guild: North, name: str, words: Callable[..., str]
) -> None:
    """From the command to the members' role, and a direct message that says so, in their language."""
    who = await waits(guild, name)
    assert words("joining.status.waiting") in newest(who)
    await approves(guild)

    network = NETWORK.name.fr if words is fr else NETWORK.name.en
    assert MEMBER in who.member.roles
    assert words("members.welcome.title", network=network) in said(who.direct()[-1])
