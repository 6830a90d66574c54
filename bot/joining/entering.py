"""How somebody gets in who has no account anywhere yet: in letters, and on the page of their request."""

from __future__ import annotations

from bot.chat import Link, Reader, Text, Value
from bot.members.model import Profile
from bot.network import Network
from bot.ports import Turn
from bot.visits import by_letter


def ways(network: Network) -> tuple[Text, ...]:
    """One for each platform that the network is on, and the calendar, which everybody has."""
    return (*(_way(network, platform) for platform in network.platforms), Text("joining.way.mail"))


def _way(network: Network, platform: str) -> Text:
    named = Text(f"platform.{platform}")
    link = network.invitations.get(platform)
    if link:
        return Text("joining.way.link", {"platform": named, "link": Link(link)})
    return Text("joining.way.person", {"platform": named})


def on_and_off(turn: Turn, member: Profile) -> tuple[Value, ...]:
    """At the end of the confirmation: where to go from here, and how to leave."""
    if turn.unit.profiles.accounts(member.id):
        return (Text("joining.letter.chat"), Text("joining.letter.leave"))
    return (
        Text("joining.letter.ways"),
        ways(turn.world.network),
        *by_letter.pages(turn, member, Text("joining.letter.pages")),
        Text("joining.letter.leave_by_mail"),
    )


def back(turn: Turn, applicant: Profile) -> Text:
    """Where an answer is given: there where they asked."""
    if turn.unit.profiles.accounts(applicant.id):
        return Text("joining.question.how")
    address = turn.world.network.address
    if not address:
        return Text("joining.question.how_page")
    return Text("joining.question.how_web", {"link": Link(page(address, applicant.reader))})


def page(address: str, reader: Reader) -> str:
    """Where a request is found again."""
    return f"{address}/{reader.language}/back"
