"""What Slack has signed is answered, whatever its shape: 200 and a polite word, or 400."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp

from tests.adapters.captured import captured_logs, lines_of
from tests.conftest import Count
from tests.stores import bring_up_to_date, sqlite_url
from tests.wire.slack.deliveries import OverHttp, body_of
from tests.wire.slack.misshapes import Recorder, many_off, one_off
from tests.wire.slack.north import North, north

FAULTS = {"door.fault", "crashed", "loop.error"}


async def recorded(there: North) -> list[tuple[str, Mapping[str, Any]]]:
    """One of each kind of thing that can be done."""
    ana = there["ana"]
    ana.delivery = recorder = Recorder(ana.delivery)
    await ana.types("/peer home")
    await ana.presses("Ask to join")
    await ana.looks_up("community", "calg")
    await ana.fills_in(name="Ana", email="ana@calgary.ca", community="community:4806016", role="staff")
    await ana.opens_home()
    return recorder.sent


async def sends(there: North, session: aiohttp.ClientSession, kind: str, payload: Mapping[str, Any]) -> int:
    delivery = there["luc"].delivery
    assert isinstance(delivery, OverHttp)
    body, content_type = body_of(kind, payload)
    headers = {"Content-Type": content_type, **delivery.signed(body)}
    async with session.post(delivery.url, data=body, headers=headers) as response:
        await response.read()
        return response.status


def shapes(kind: str, payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A form holds but words."""
    other = [*one_off(payload), *many_off(payload, 12)]
    if kind != "command":
        return other
    return [{name: str(value) for name, value in each.items() if value is not None} for each in other]


async def test_a_signed_payload_of_any_shape_is_answered(tmp_path: Path, count: Count) -> None:
    """Every part missing and of every other type, and several at once: never 500, never a traceback."""
    url = sqlite_url(tmp_path)
    bring_up_to_date(url)
    with captured_logs() as stream:
        async with north(tmp_path, url, "http") as there, aiohttp.ClientSession() as session:
            statuses = {200: 0, 400: 0}
            for kind, payload in await recorded(there):
                for number, other in enumerate(shapes(kind, payload)):
                    if other.get("trigger_id") == payload.get("trigger_id"):
                        other["trigger_id"] = f"{number}.{kind}"  # not the same again
                    other["nonce"] = f"{number}"  # no two alike, or the gate would take them for copies
                    status = await sends(there, session, kind, other)
                    assert status in {200, 400}, (kind, other)
                    statuses[status] += 1

    count("shapes that were sent", "200", statuses[200])
    count("shapes that were sent", "400", statuses[400])
    faults = [line for line in lines_of(stream) if line["event"] in FAULTS or "error" in line]
    assert faults == []
