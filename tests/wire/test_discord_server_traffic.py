"""What the library says to the loopback Discord, and what it hears, by Discord's own description."""

from __future__ import annotations

import pytest

from tests.wire.discord.bad_clients import Alone
from tests.wire.discord.bare_bot import Bare
from tests.wire.discord.description import beside_the_description, check_traffic
from tests.wire.discord.ground import COORDINATORS


async def _walk(bare: Bare) -> None:
    await bare.people["ana"].autocompletes("/peer join", community="cal")
    await bare.people["ana"].types("/peer join", community="calgary")
    await bare.people["ana"].fills_in(email="ana@calgary.ca", role="staff")
    await bare.people["claire"].goes_to(COORDINATORS).presses("Approve")
    await bare.server.until_called("POST /webhooks/{app}/{token}")


@beside_the_description
async def test_what_it_says_and_hears_is_as_described(bare: Bare) -> None:
    """Each call and each answer of its walk, by the official description."""
    await _walk(bare)

    assert len(bare.server.calls) > 8
    assert check_traffic(bare.server.calls) == []


@beside_the_description
@pytest.mark.parametrize(
    "wrong, why",
    [
        ({"method": "GET", "path": "/guilds/1/colours"}, "is not described"),
        ({"json": {"content": 7}}, "$.content"),
        ({"json": {"embeds": [{"title": "x" * 257}]}}, "$.embeds[0].title"),
        ({"response": {"id": 7}}, "200 of POST"),
        ({"status": 404, "response": {}}, "404 of POST"),
        ({"method": "GET", "path": "/users/@me", "json": {"a": 1}, "response": None}, "nothing to say"),
    ],
)
async def test_what_is_not_as_described_is_found(quiet: Alone, wrong: dict[str, object], why: str) -> None:
    """A route, a request, an answer."""
    await quiet.post(content="t")
    (call,) = quiet.server.calls
    assert check_traffic([call]) == []

    (said,) = check_traffic([{**call, **wrong}])
    assert why in said
