"""Members ask for a link where they are: in a chat, for their eyes alone."""

from __future__ import annotations

from bot.chat import Button, Card, Command, Fact, Person, Press, Text
from bot.members.who import acting
from bot.pages import WEB
from bot.ports import Turn
from bot.replies import Reply, Say
from bot.visits import links
from bot.visits.errors import ThereAlready

ME = "me"  # the subject of buttons that are about whoever presses them
MINUTES = links.HERE.seconds // 60


def show(turn: Turn, event: Command | Press) -> Reply:
    """`/peer page`. Not from the pages themselves: whoever got hold of a visit would never have to leave."""
    if event.person.identity.platform == WEB:
        raise ThereAlready
    me = acting(turn)
    if not turn.world.network.address:
        return Say(Card(Text("visits.page.title"), (Text("visits.page.unavailable"),)))
    shown = Fact(Text("visits.page.link"), links.link(turn, me.id, links.HERE))
    body = (Text("visits.page.what"), Text("visits.page.once", {"n": MINUTES}), Text("visits.page.yours"))
    return Say(Card(Text("visits.page.title"), body, (shown,), (_button(),)))


def offered(turn: Turn, person: Person) -> tuple[Button, ...]:
    """To members who are not there already."""
    member = turn.profile is not None and turn.profile.is_member
    there = person.identity.platform == WEB or not turn.world.network.address
    return (_button(),) if member and not there else ()


def _button() -> Button:
    return Button("visits.page", ME, 0, Text("button.visits.page"))
