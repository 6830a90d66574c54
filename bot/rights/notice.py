"""The privacy notice, short; the long one is docs/privacy.md."""

from __future__ import annotations

from bot.chat import Button, Card, Style, Text
from bot.ports import Turn
from bot.rights.whose import ME


def button(action: str, style: Style = Style.PLAIN, revision: int = 0) -> Button:
    return Button(action, ME, revision, Text(f"button.{action}"), style)


def notice(turn: Turn) -> Card:
    """What, why, how long, what the platform keeps, who is in charge, how to ask."""
    network = turn.world.network
    return Card(
        Text("rights.privacy.title", {"network": network.name}),
        (
            Text("rights.privacy.what"),
            Text("rights.privacy.why"),
            Text("rights.privacy.long"),
            Text("rights.privacy.never"),
            Text("rights.privacy.platform"),
            *_in_charge(turn),
            Text("rights.privacy.ask"),
        ),
        buttons=(button("rights.data", Style.PRIMARY), button("rights.forget")),
    )


def _in_charge(turn: Turn) -> tuple[Text, ...]:
    network = turn.world.network
    if network.in_charge and network.contact:
        return (Text("rights.privacy.charge", {"who": network.in_charge, "contact": network.contact}),)
    return (Text("rights.privacy.contact", {"contact": network.contact}),) if network.contact else ()
