"""What coordinators see of a community's agreement to be named in public, as message ids with values."""

from __future__ import annotations

from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Style, Text, Value
from bot.communities.agreement import Agreement, Basis
from bot.communities.model import Community
from bot.ports import Turn


def fact(turn: Turn, agreement: Agreement) -> Fact:
    """Whether it is named, since when and on whose word."""
    return Fact(Text("community.fact.named"), _stands(turn, agreement))


def _stands(turn: Turn, agreement: Agreement) -> Text:
    if agreement.basis is None or agreement.day is None:
        return Text("community.named.no")
    said: dict[str, Value] = {
        "basis": Text(f"community.basis.{agreement.basis}"),
        "day": agreement.day.isoformat(),
    }
    works = turn.unit.profiles.of_community(agreement.community_id, "", 1)
    return Text("community.named.yes", said) if works else Text("community.named.nobody", said)


def button(agreement: Agreement) -> Button:
    """What can be changed about it."""
    return _button("communities.unname" if agreement.stands else "communities.name", agreement)


def form(community: Community, agreement: Agreement) -> Form:
    choices = tuple(Choice(basis, Text(f"community.basis.{basis}")) for basis in Basis)
    fields = (
        Field(
            "basis",
            Kind.CHOICE,
            Text("community.field.basis"),
            choices=choices,
            hint=Text("community.field.basis_hint"),
        ),
        Field("agreed", Kind.LINE, Text("community.field.agreed"), limit=40),
    )
    title, submit = Text("community.name.title"), Text("community.name.submit")
    return Form("communities.name", community.id, agreement.revision, title, fields, submit)


def confirm_end(community: Community, agreement: Agreement) -> Card:
    """What it means, before it happens."""
    body = Text("community.unname.body", {"name": community.named})
    return Card(
        Text("community.unname.title"),
        (body, Text("community.unname.effect")),
        buttons=(_button("communities.unnamed", agreement, Style.DANGER),),
    )


def _button(action: str, agreement: Agreement, style: Style = Style.PLAIN) -> Button:
    return Button(action, agreement.community_id, agreement.revision, Text(f"button.{action}"), style)
