"""What `filling` writes for each person of a network: the columns, as expressions of SQL.

`n` counts the people. Ids are spread over the whole of an index like random ones, and still in reach of those
who refer to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Table

from storage.meeting_tables import reminder_choices
from storage.tables import accounts, postings, profiles, requests, wrapped_keys, writings

SQLITE = {
    "id": "printf('%08x%018x', (n * 2654435769) % 4294967296, n)",
    "octets": "randomblob(32)",
    "sealed": f"x'01{'ab' * 64}'",
    "past": "strftime('%Y-%m-%d %H:%M:%S.000000', NOW - n % 2500000, 'unixepoch')",
    "lately": "strftime('%Y-%m-%d %H:%M:%S.000000', NOW - n % 200000, 'unixepoch')",
    "later": "strftime('%Y-%m-%d %H:%M:%S.000000', NOW + 86400 + n, 'unixepoch')",
}
POSTGRES = {
    "id": "lpad(to_hex((n * 2654435769) % 4294967296), 8, '0') || lpad(to_hex(n), 18, '0')",
    "octets": "sha256(convert_to(random()::text, 'UTF8'))",
    "sealed": rf"'\x01{'ab' * 64}'::bytea",
    "past": "to_timestamp(NOW - n % 2500000)",
    "lately": "to_timestamp(NOW - n % 200000)",
    "later": "to_timestamp(NOW + 86400 + n)",
}
Columns = Mapping[str, str]
PEOPLE: Mapping[Table, Columns] = {
    wrapped_keys: {"id": "{id}", "wrapped": "{sealed}", "minted_at": "{past}"},
    profiles: {
        "id": "{id}",
        "key_id": "CASE n % 50 WHEN 0 THEN '' ELSE {id} END",  # whose requests are open: duties read them
        "standing": "'member'",
        "name": "{sealed}",
        "address": "{sealed}",
        "mailbox": "{octets}",
        "language": "'en'",
        "zone": "'America/Toronto'",
        "known_at": "{past}",
        "community_id": "CAST(4800000 + n % 300 AS TEXT)",
        "joined_at": "{past}",
    },
    accounts: {
        "id": "{id}",
        "profile_id": "{id}",
        "fingerprint": "{octets}",
        "identity": "{sealed}",
        "admission": "'admitted'",
    },
    requests: {
        "id": "{id}",
        "applicant": "{id}",
        "state": "CASE n % 100 WHEN 0 THEN 'waiting' ELSE 'approved' END",
        "name": "{sealed}",
        "address": "{sealed}",
        "mailbox": "{octets}",
        "community_id": "'4806016'",
        "work_role": "'staff'",
        "purpose": "'join'",
        "asked_at": "{lately}",
        "held_until": "CASE n % 1000 WHEN 50 THEN {later} END",
        "answer_by": "CASE n % 100 WHEN 0 THEN {later} END",
        "proven_at": "{lately}",
        "decided_at": "CASE WHEN n % 100 > 0 THEN {lately} END",
    },
    writings: {"request_id": "{id}", "kind": "'line'", "sealed": "{sealed}"},
    postings: {"subject": "{id}", "platform": "'local'", "reference": "{id}"},
    reminder_choices: {
        "member": "{id}",
        "way": "CASE n % 3 WHEN 0 THEN 'none' WHEN 1 THEN 'mail' ELSE 'direct' END",
        **dict.fromkeys(("week", "day", "hour"), "n % 3 > 0"),
    },
}
OVER: Columns = {
    "id": "{id}",
    "kind": "'joining.card'",
    "subject": "{id}",
    "recipient": "'local'",
    "key": "'over:' || {id}",
    "order_key": "CASE n % 2 WHEN 0 THEN 'over:' || (n / 4) ELSE '' END",
    "due": "{past}",
    "written": "{past}",
    "attempt": "1",
    "settled_at": "{past}",
    "result": "CASE n % 100 WHEN 1 THEN 'never' ELSE 'delivered' END",
}
WAITING: Columns = {
    "id": "'x' || {id}",
    "kind": "'joining.card'",
    "subject": "{id}",
    "recipient": "'local'",
    "key": "'later:' || {id}",
    "order_key": "CASE n % 2 WHEN 0 THEN 'later:' || (n / 4) ELSE '' END",
    "due": "{later}",
    "written": "{past}",
}
HEAD: Columns = {**WAITING, "id": "'head'", "key": "'head'", "order_key": "'crowd'"}
CROWD: Columns = {**HEAD, "id": "'y' || {id}", "key": "'behind:' || {id}", "due": "{past}"}
# How many of them for each person, and at least one: those that are over, those that wait for their day, and
# one that waits, with those that are due and all stand behind it.
ERRANDS: Sequence[tuple[float, Columns]] = ((2, OVER), (0.1, WAITING), (0, HEAD), (0.1, CROWD))
