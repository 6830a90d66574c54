"""All that is held about one person, as a file that other programs can read; docs/export.md says what its
keys mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from bot.members.inventory import of_column
from bot.ports import Turn
from bot.rights.held import held as held_about
from bot.rights.ports import Record, Told

FORMAT = "peerbot/person/1"
NAME = "my-data.json"


def document(turn: Turn, person: str) -> bytes:
    """As it is in this transaction."""
    records = held_about(turn, person)
    held: dict[str, list[dict[str, object]]] = {}
    for record in records:
        held.setdefault(record.where, []).append(
            {name: _plain(value) for name, value in record.values.items()}
        )
    network = turn.world.network
    whole = {
        "format": FORMAT,
        "made_at": _plain(turn.now),
        "network": {"en": network.name.en, "fr": network.name.fr, "contact": network.contact},
        "kept_for": _purposes(records),
        "held": held,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def _purposes(records: Sequence[Record]) -> dict[str, str]:
    """Which kind of the inventory each key is; docs/privacy.md says what each kind is for, and how long."""
    found: dict[str, str] = {}
    for record in records:
        table = record.where.removesuffix("_of_others")
        for column in record.values:
            found[f"{record.where}.{column}"] = of_column(table, column).kind
    return found


def _plain(value: Told) -> str | int | bool | None:
    return value.isoformat() if isinstance(value, datetime) else value
