"""A restart is not noticed: what an earlier process has shown goes on working, by what it says alone."""

from pathlib import Path

from tests.wire.discord.north import awake, ground
from tests.wire.discord.scenes import (
    ADDRESS,
    asks,
    both,
    cards,
    desk,
    fr,
    newest,
    said,
)


async def test_what_was_opened_before_a_restart_works_after_it(tmp_path: Path, migrated_sqlite: str) -> None:
    """A form, a card and a direct message of an earlier process: nothing of them was remembered."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around) as there:
            await asks(there, "ana")
            await there["ana"].types("/peer verify")
            window = there["ana"].screen
        async with awake(around, seed=8) as there:
            ana, claire = there["ana"], desk(there)
            assert window is not None
            await ana.sends(window, {"code": there.code(ADDRESS["ana"]), "attestation": ["attest"]})
            await there.settles()
        async with awake(around, seed=9) as there:
            claire = desk(there)
            await claire.presses(both("button.joining.approve"))
            await there.settles()

            assert both("button.joining.send") in said(cards(there)[-1])
            assert len(around.server.called("PUT /applications/{app}/guilds/{guild}/commands")) == 1


async def test_what_was_filled_in_before_a_restart_is_filled_in_anew(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """It was in nobody's memory but one: what is wrong is said, and how things stand when it is pressed."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around) as there:
            await there["luc"].types("/peer rejoindre")
            window = there["luc"].screen
        async with awake(around, seed=8) as there:
            luc = there["luc"]
            assert window is not None
            await luc.sends(window, {"name": "Luc", "email": "luc", "role": "staff"})
            assert fr("answers.required") in newest(luc)
            await luc.forges("again|joining.submit:new:0", luc.sees()[-1])

            assert fr("discord.malformed") in newest(luc)
            assert fr("button.joining.begin") in newest(luc)
            assert luc.screen is None
