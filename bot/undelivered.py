"""When something could not be delivered, the coordinators hear of it: nothing is dropped in silence."""

from __future__ import annotations

from bot.chat import Card, Room, Text, Value
from bot.deliveries import Post
from bot.outbox import Errand
from bot.ports import Turn

# Failures for good of which a coordinator can make something; any other code is for the operator's log.
KNOWN = frozenset(
    {"mailbox_refused", "mailbox_malformed", "mail_refused", "gave_up", "platform_gone", "account_gone"}
)


def tell(turn: Turn, failed: Errand) -> None:
    """One line in the coordinators' room of each platform, once for each kind of thing about one subject.
    (That line failing is not told again.)"""
    for platform in turn.world.network.platforms:
        key = f"desk.undelivered:{failed.kind}:{failed.subject}:{failed.recipient}:{platform}"
        errand_id = turn.world.entropy.identifier()
        turn.unit.outbox.add(
            Errand(errand_id, "desk.undelivered", failed.id, platform, key, "", turn.now, turn.now)
        )


def compose(turn: Turn, errand: Errand) -> Post | None:
    failed = turn.unit.outbox.get(errand.subject)
    if failed is None:
        return None
    values: dict[str, Value] = {"what": Text(f"errand.{failed.kind}"), "reference": _reference(turn, failed)}
    why = Text(f"failure.{failed.code if failed.code in KNOWN else 'other'}")
    body = (Text("desk.undelivered.body", values), why, Text("desk.undelivered.next"))
    return Post(errand.recipient, Room.COORDINATORS, Card(Text("desk.undelivered.title"), body), errand.nonce)


def _reference(turn: Turn, failed: Errand) -> str:
    """The request that it was about, whether the errand names it or the person who made it."""
    requests = turn.unit.requests
    request = requests.get(failed.subject) or requests.latest_of(failed.subject)
    return request.reference if request else failed.subject[:6].upper()
