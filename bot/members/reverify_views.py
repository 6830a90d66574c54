"""What members and coordinators see of the question whether somebody still works there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.members import views
from bot.members.model import AskedWhy, Profile
from bot.ports import Turn

SHOWN = 10

# ---- the member's side


def question(turn: Turn, profile: Profile) -> Card:
    """Whether they still work there; asked again, also what comes of silence."""
    again = (Text("members.reverify.again"),) if profile.reminded_at else ()
    return Card(
        Text("members.reverify.title", {"network": turn.world.network.name}),
        (
            Text("members.reverify.body", {"community": _community(turn, profile)}),
            Text(f"members.reverify.why.{profile.asked_why}"),
            *again,
            Text("members.reverify.keeps"),
        ),
        buttons=_buttons(profile),
    )


def _buttons(profile: Profile) -> tuple[Button, ...]:
    """Of somebody whose mailbox is gone a new one is hoped for."""
    gone = profile.asked_why == AskedWhy.MAIL
    still = views.button("members.still", Style.PLAIN if gone else Style.PRIMARY)
    changed = Text("members.reverify.changed")
    change = Button("members.change", views.SELF, 0, changed, Style.PRIMARY if gone else Style.PLAIN)
    leave = views.button("members.leave", Style.DANGER)
    return (change, still, leave) if gone else (still, change, leave)


def thanks() -> Card:
    return _home(Text("members.reverify.thanks.title"), Text("members.reverify.thanks.body"))


def not_asked() -> Card:
    """It was answered already, or it was never asked."""
    return _home(Text("members.reverify.thanks.title"), Text("members.reverify.not_asked"))


def _home(title: Text, body: Text) -> Card:
    return Card(title, (body,), buttons=(views.button("members.home"),))


# ---- the coordinators' side


def facts(profile: Profile) -> tuple[Fact, ...]:
    """On a member's card: what is known, and what is asked."""
    known = Fact(Text("members.fact.verified"), profile.verified_at or "")
    return (known, *_asked(profile)) if profile.is_member else ()


def _asked(profile: Profile) -> tuple[Fact, ...]:
    if profile.asked_at is None:
        return ()
    values: dict[str, Value] = {
        "since": profile.asked_at,
        "why": Text(f"members.asked_why.{profile.asked_why}"),
    }
    return (Fact(Text("members.fact.asked"), Text("members.fact.asked_since", values)),)


def unanswered(turn: Turn, profile: Profile) -> Card:
    """In their room: twice asked, and nothing heard."""
    still = Button("members.vouched_still", profile.id, 0, Text("button.members.vouched_still"))
    return Card(
        _title(profile),
        (Text("members.unanswered.body"), Text("members.unanswered.stays")),
        (Fact(Text("joining.fact.community"), _community(turn, profile)), *_asked(profile)),
        (_show(profile, Style.PRIMARY), still),
    )


def over(profile: Profile) -> Card:
    """What has become of it, in the same place."""
    if not profile.is_member:
        return Card(_title(profile), (Text("members.unanswered.out"),))
    if profile.asked_at or profile.verified_at is None:
        said = Text("members.unanswered.asked_again")
    else:
        said = Text("members.unanswered.known", {"when": profile.verified_at})
    return Card(_title(profile), (said,), buttons=(_show(profile),))


def _title(profile: Profile) -> Text:
    return Text("members.unanswered.title", {"reference": profile.reference})


def _show(profile: Profile, style: Style = Style.PLAIN) -> Button:
    return Button("members.show", profile.id, 0, Text("button.members.show"), style)


def listed(turn: Turn) -> tuple[Value, ...]:
    """In the list of what waits."""
    found = turn.unit.reverifying.unanswered(SHOWN + 1)
    if not found:
        return ()
    lines = tuple(_line(turn, profile) for profile in found[:SHOWN])
    return (_count(found), lines)


def counted(turn: Turn) -> tuple[Value, ...]:
    """In the digest."""
    found = turn.unit.reverifying.unanswered(SHOWN + 1)
    return (_count(found),) if found else ()


def _count(found: Sequence[Profile]) -> Text:
    if len(found) > SHOWN:
        return Text("members.unanswered.many", {"n": SHOWN})
    return Text("members.unanswered.count", {"n": len(found)})


def _line(turn: Turn, profile: Profile) -> Text:
    values: dict[str, Value] = {
        "reference": profile.reference,
        "community": _community(turn, profile),
        "since": profile.asked_at or profile.known_at,
    }
    return Text("members.unanswered.line", values)


def _community(turn: Turn, profile: Profile) -> Value:
    return views.community(turn, profile) or Text("members.no_community")
