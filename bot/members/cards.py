"""What coordinators see of members, as message ids with values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.joining.views import directs_closed, platform_of
from bot.members import reverify_views, views
from bot.members.model import Account, Profile, Standing
from bot.ports import Turn

# ---- who there is


def found(turn: Turn, profiles: Sequence[Profile], *, more: bool) -> Card:
    """A line each: what there is to tell them apart, and the reference to go on with."""
    lines = tuple(_line(turn, profile) for profile in profiles)
    body: tuple[Value, ...] = (lines, Text("members.desk.next")) if lines else (Text("members.desk.nobody"),)
    return Card(Text("members.desk.found"), (*body, Text("members.desk.more")) if more else body)


def _line(turn: Turn, profile: Profile) -> Text:
    return Text(
        "members.desk.line",
        {
            "reference": profile.reference,
            "name": profile.name,
            "community": _community(turn, profile),
            "standing": _standing(profile),
        },
    )


def member(turn: Turn, profile: Profile, *said: Text) -> Card:
    """One of them, with what may be decided; nobody decides on themselves."""
    mine = turn.profile is not None and turn.profile.id == profile.id
    facts = (
        Fact(Text("joining.fact.name"), profile.name),
        Fact(Text("joining.fact.community"), _community(turn, profile)),
        Fact(Text("joining.fact.domain"), profile.address.rpartition("@")[2].lower()),
        Fact(Text("members.fact.access"), _doors(turn, profile)),
        Fact(Text("members.fact.standing"), _standing(profile)),
        Fact(Text("members.fact.since"), profile.joined_at or ""),
        Fact(Text("members.fact.until"), profile.left_at or ""),
        Fact(Text("members.fact.reason"), reason(profile)),
        *reverify_views.facts(profile),
    )
    return Card(
        Text("members.desk.title", {"reference": profile.reference}),
        (*said, *directs_closed(turn, profile)),
        tuple(fact for fact in facts if fact.value not in ("", ())),
        () if mine else tuple(_buttons(profile)),
    )


def _buttons(profile: Profile) -> Iterator[Button]:
    if profile.is_member and profile.asked_at:
        yield button("members.vouched_still", profile, Style.PRIMARY)
    if profile.standing is Standing.MEMBER:
        yield button("members.suspend", profile)
    if profile.standing is Standing.SUSPENDED:
        yield button("members.reinstate", profile, Style.PRIMARY)
    if profile.standing in (Standing.MEMBER, Standing.SUSPENDED):
        yield button("members.remove", profile, Style.DANGER)
        yield button("members.merge", profile)
        if profile.address:
            yield button("members.reveal", profile)


def button(action: str, profile: Profile, style: Style = Style.PLAIN) -> Button:
    return Button(action, profile.id, 0, Text(f"button.{action}"), style)


def reason(profile: Profile) -> Value:
    """Why they were suspended or removed."""
    if profile.standing is Standing.SUSPENDED:
        return Text(f"members.suspended_for.{profile.reason}")
    if profile.standing is Standing.REMOVED:
        return Text(f"members.removed_for.{profile.reason}")
    return ""


def _standing(profile: Profile) -> Text:
    return Text(f"members.standing.{profile.standing}")


def _community(turn: Turn, profile: Profile) -> Value:
    return views.community(turn, profile) or Text("members.no_community")


def _doors(turn: Turn, profile: Profile) -> tuple[Text, ...]:
    return tuple(_door(account) for account in turn.unit.profiles.accounts(profile.id))


def _door(account: Account) -> Text:
    return Text(f"joining.admission.{account.admission}", {"platform": platform_of(account)})


def confirm_merge(turn: Turn, kept: Profile, other: Profile) -> Card:
    """Both, before one of them goes."""
    done = Button("members.merged", kept.id + other.id, 0, Text("button.members.merged"), Style.DANGER)
    return Card(
        Text("members.merge.confirm"),
        (Text("members.merge.effect"), Text("members.merge.doors")),
        (
            Fact(Text("members.merge.stays"), _both(turn, kept)),
            Fact(Text("members.merge.goes"), _both(turn, other)),
        ),
        (done,),
    )


def _both(turn: Turn, profile: Profile) -> tuple[Value, ...]:
    return (_line(turn, profile), profile.address.rpartition("@")[2].lower(), *_doors(turn, profile))
