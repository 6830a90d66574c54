"""Whatever can be done is done on every platform, by the same scenarios."""

from pathlib import Path

import pytest

from bot import routes
from tests.wire.parity.matrix import LEFT_OUT, PLACES, ROUTES, cells, drawn
from tests.wire.parity.play import Play
from tests.wire.parity.plays import PLAYS


@pytest.mark.parametrize(
    "play, platform",
    [
        pytest.param(play, platform, id=f"{play.name}-{platform}")
        for play in PLAYS
        for platform in PLACES
        if platform in play.only
    ],
)
async def test_a_scenario_is_played_and_uses_what_the_table_says(
    play: Play, platform: str, tmp_path: Path, migrated_sqlite: str
) -> None:
    """Nothing less, and nothing that the matrix does not count."""
    async with PLACES[platform](tmp_path, migrated_sqlite) as place:
        await play.scenario(place)
        await place.settles()

    assert place.deeds == play.on(platform)


def test_every_route_is_used_on_every_platform() -> None:
    """Or it is known why not; the matrix is printed."""
    print("\n".join(drawn()))
    empty = {cell for cell, count in cells().items() if not count}

    assert empty == LEFT_OUT.keys()


def test_the_table_names_routes_that_there_are() -> None:
    """And the matrix has each of them."""
    named = {each for play in PLAYS for platform in play.only for each in play.on(platform)}
    counted = (
        len(each) for each in (routes.COMMANDS, routes.BUTTONS, routes.FORMS, routes.LOOKUPS, routes.ERRANDS)
    )

    assert named <= set(ROUTES)
    assert len(ROUTES) == sum(counted)
