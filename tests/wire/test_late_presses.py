"""A press that was held up on its way, and comes after a newer one, over both platforms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.wire.parity import polls
from tests.wire.parity.acts import joins
from tests.wire.parity.discord import DiscordPlace, OnDiscord
from tests.wire.parity.matrix import PLACES
from tests.wire.parity.person import Person, Place
from tests.wire.parity.slack import OnSlack, SlackPlace

HELD_UP = timedelta(seconds=20)


@contextmanager
def earlier(place: Place) -> Iterator[None]:
    """What is pressed meanwhile was pressed then, as the platform tells."""
    assert isinstance(place, SlackPlace | DiscordPlace)
    assert place.there is not None
    ground = place.there.server.workspace if isinstance(place, SlackPlace) else place.there.server.guild
    now = ground.now
    ground.now = lambda: now() - HELD_UP.total_seconds()
    yield
    ground.now = now


async def presses(somebody: Person, key: str) -> None:
    """On the ballot, whether or not the button still stands there."""
    if isinstance(somebody, OnSlack):
        channel, message, _ = somebody._newest_with("polls.protected")  # noqa: SLF001 - as the scenarios do
        await somebody.who.goes_to(channel.id).forges(key, message)
    elif isinstance(somebody, OnDiscord):
        shown, _ = somebody._newest_with("polls.protected")  # noqa: SLF001 - likewise
        await somebody.who.goes_to(shown.channel).forges(key, shown)


@pytest.mark.parametrize("platform", ["slack", "discord"])
async def test_an_older_vote_that_comes_late_replaces_no_newer(
    platform: str, tmp_path: Path, migrated_sqlite: str
) -> None:
    """Nor does an older withdrawal; whoever pressed is shown what counts."""
    async with PLACES[platform](tmp_path, migrated_sqlite) as place:
        ana = place["ana"]
        await joins(place, "ana")
        await polls.drafts(place)
        await polls.opens(place)
        await ana.types("peer", "polls")
        which = polls.the_latest(place).id
        await place.passes(minutes=1)
        await presses(ana, f"polls.vote:{which}:2")
        with earlier(place):
            await presses(ana, f"polls.vote:{which}:1")
            await presses(ana, f"polls.take_back:{which}:0")
        late = polls.choice(place, "ana")
        await place.passes(minutes=1)
        await presses(ana, f"polls.vote:{which}:3")

        assert (late, polls.choice(place, "ana")) == ((2,), (3,))
