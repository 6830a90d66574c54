"""What coordinators see of a community of the registry, as message ids with values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.communities import listing_views, naming_views
from bot.communities.agreement import Agreement
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.communities.types import type_named
from bot.ports import Turn

SHOWN = 4  # domains with buttons: two each
LINES = 20  # domains at all
LABEL = 40  # of a domain on a button
MANY = 100  # members; more are not counted


def found(communities: Sequence[Community], *, more: bool) -> Card:
    """A line each, with the id to go on with."""
    lines = tuple(line(each) for each in communities)
    body: tuple[Value, ...] = (lines, Text("community.next"))
    return Card(Text("community.found"), (*body, Text("community.more")) if more else body)


def line(community: Community) -> Text:
    """With the id by which it can be asked for."""
    return Text(
        "community.line",
        {
            "id": community.id,
            "name": community.named,
            "kind": type_named(community),
            "province": community.province,
        },
    )


def card(turn: Turn, community: Community, listed: Sequence[Listed], *said: Text) -> Card:
    """One of them: what it is, whose mailbox its office has, each domain with who says so, and whether it is
    named in public."""
    agreement = turn.unit.agreements.get(community.id) or Agreement(community.id)
    facts = (
        Fact(Text("community.fact.kind"), type_named(community)),
        Fact(Text("community.fact.province"), community.province),
        Fact(Text("community.fact.aliases"), community.aliases),
        Fact(Text("community.fact.above"), _above(turn, community)),
        Fact(Text("community.fact.mail"), _mail(community)),
        Fact(Text("community.fact.domains"), _domains(turn, listed)),
        Fact(Text("community.fact.members"), members(turn, community.id)),
        naming_views.fact(turn, agreement),
        Fact(Text("community.fact.note"), community.note),
    )
    return Card(
        Text("community.title", {"name": community.named, "id": community.id}),
        said,
        tuple(fact for fact in facts if fact.value not in ("", ())),
        (*_buttons(listed), naming_views.button(agreement)),
    )


def _above(turn: Turn, community: Community) -> Value:
    """The upper tier, the band of a reserve, the community that an agency serves."""
    above = turn.world.communities.get(community.parent_id)
    return line(above) if above else community.parent_id


def _mail(community: Community) -> Value:
    known = community.mail_class in ("own", "shared", "isp", "province")
    return Text(f"community.mail.{community.mail_class}") if known else ""


def _domains(turn: Turn, listed: Sequence[Listed]) -> tuple[Value, ...]:
    lines = tuple(listing_views.line(turn, each) for each in listed[:LINES])
    return lines or (Text("community.no_domain"),)


def members(turn: Turn, community_id: str) -> Text:
    """How many work there."""
    inside = len(turn.unit.profiles.of_community(community_id, "", MANY + 1))
    return (
        Text("joining.others_many", {"n": MANY}) if inside > MANY else Text("joining.others", {"n": inside})
    )


def _buttons(listed: Sequence[Listed]) -> Iterator[Button]:
    """Two for each domain, named where there are several."""
    alone = len(listed) == 1
    for each in listed[:SHOWN]:
        domain = each.domain if len(each.domain) <= LABEL else f"{each.domain[: LABEL - 1]}…"
        confirm = Text("community.button.confirm", {"domain": domain})
        yield _button("communities.confirm", each, Text("button.communities.confirm") if alone else confirm)
        if each.stands:
            revoke = Text("community.button.revoke", {"domain": domain})
            yield _button("communities.revoke", each, Text("button.communities.revoke") if alone else revoke)


def _button(action: str, listed: Listed, label: Text, style: Style = Style.PLAIN) -> Button:
    return Button(action, listed.key, 0, label, style)


def confirm_revoking(turn: Turn, community: Community, listed: Listed) -> Card:
    """What it means, before it happens."""
    revoked = _button("communities.revoked", listed, Text("button.communities.revoked"), Style.DANGER)
    return Card(
        Text("community.revoke.title"),
        (
            Text("community.revoke.body", {"domain": listed.domain, "name": community.named}),
            Text("community.revoke.effect"),
        ),
        (
            Fact(Text("community.fact.domains"), listing_views.line(turn, listed)),
            Fact(Text("community.fact.members"), members(turn, community.id)),
        ),
        (revoked,),
    )
