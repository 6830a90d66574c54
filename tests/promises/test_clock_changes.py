"""The promises of bot.meetings.ports.ClockChanges."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.engine import Storage

WAS = datetime(2027, 1, 20, 10, 0)  # noqa: DTZ001 - what clocks show
ZONE = "America/Vancouver"


def keep(storage: Storage, rules: str, was: datetime) -> None:
    storage.transact(lambda unit: unit.clock_changes.keep("m1", ZONE, rules, was))


def test_what_clocks_were_to_show_is_known_by_meeting_zone_and_rules(storage: Storage) -> None:
    """The latest rules take the place of earlier ones."""
    keep(storage, "2026a", WAS - timedelta(hours=1))
    keep(storage, "2026f", WAS)

    def was(meeting_id: str = "m1", zone: str = ZONE, rules: str = "2026f") -> datetime | None:
        return storage.transact(lambda unit: unit.clock_changes.was(meeting_id, zone, rules))

    assert was() == WAS
    assert [was("m2"), was(zone="America/Regina"), was(rules="2026a")] == [None] * 3
