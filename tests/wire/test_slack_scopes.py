"""Every right that the app asks for is used, and no other is needed."""

from adapters.slack.checkup import examine
from adapters.slack.manifest import SCOPES
from tests.wire.slack.methods import METHODS, needed_for
from tests.wire.slack.north import North, options_of
from tests.wire.slack.scenes import en, joins

TYPED = "commands"  # no method needs it: it brings what is typed


def used(there: North) -> set[str]:
    """Of the rights that would do for a call, the one that the app has."""
    calls = [(call["path"].removeprefix("/api/"), call["json"]) for call in there.server.calls]
    return {
        scope
        for name, given in calls
        if name in METHODS
        for scope in needed_for(there.workspace, METHODS[name], given) & SCOPES.keys()
    }


async def test_each_right_is_used_by_somebody(there: North) -> None:
    """From asking to leaving, and when the doctor looks."""
    ana = await joins(there, "ana")
    await ana.types("/peer leave")
    await ana.presses(en("button.members.left"))
    await there.settles()
    found = [finding async for finding in examine(options_of(there.server, "socket"))]

    assert used(there) | {TYPED} == SCOPES.keys()
    assert "the app has exactly the rights that are needed" in [finding.said for finding in found]
