"""A member on Slack: the panel, changing details, a second account, leaving."""

from bot.chat import Role
from tests.wire.slack.north import North
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import (
    ADDRESS,
    MEMBERS,
    en,
    fr,
    joins,
    newest,
    said,
    screen,
)


def second_account(there: North) -> Somebody:
    """Ana's other one, in French."""
    return there.arrives(there.workspace.add_user("U0ANABIS", "Ana R.", locale="fr-CA"))


async def test_who_was_approved_is_let_in_and_welcomed(either: North) -> None:
    """In the members' room, with a message of their own, in French."""
    luc = await joins(either, "luc")

    assert luc.user.id in either.workspace.channels[MEMBERS].members
    assert fr("members.welcome.title", network="Pairs du climat") in said(luc.direct()[-1])
    await luc.types("/peer")
    assert fr("members.account.admitted", platform="Slack") in newest(luc)


async def test_a_button_of_a_direct_message_is_answered_there(either: North) -> None:
    """The panel, below the welcome, for the reader alone."""
    luc = await joins(either, "luc")
    welcome = luc.direct()[-1]
    luc.goes_to(either.workspace.direct(luc.user.id).id)
    await luc.presses(fr("button.members.home"), welcome)
    await either.settles()

    assert fr("members.home.title", network="Pairs du climat") in newest(luc)


async def test_a_second_account_is_linked_by_the_code_to_the_known_mailbox(either: North) -> None:
    """It gets a door of its own; the language of the membership goes with it."""
    await joins(either, "ana")
    other = second_account(either)
    await other.types("/peer lier")
    await other.fills_in(email=ADDRESS["ana"])
    await either.settles()
    await other.types("/peer code")
    await other.fills_in(code=either.code(ADDRESS["ana"]))
    await either.settles()

    assert fr("members.linked.title") in screen(other)
    await other.types("/peer")
    assert en("members.home.title", network="Climate Peers") in newest(other)
    assert other.user.id in either.workspace.channels[MEMBERS].members


async def test_a_member_changes_what_the_network_knows(either: North) -> None:
    """Another mailbox of the same community takes its code, and nobody's decision."""
    ana = await joins(either, "ana")
    await ana.types("/peer change")
    await ana.fills_in(name="Ana Roy-Lemieux", email="ana.lemieux@calgary.ca")
    await either.settles()
    await ana.types("/peer verify")
    await ana.fills_in(code=either.code("ana.lemieux@calgary.ca"), attestation=["attest"])
    await either.settles()
    assert en("members.changed.title") in screen(ana)
    await ana.types("/peer home")

    assert "Ana Roy-Lemieux" in newest(ana)


async def test_whoever_leaves_is_taken_out_of_the_members_room(either: North) -> None:
    """After a look at what will happen."""
    luc = await joins(either, "luc")
    await luc.types("/peer quitter")
    assert fr("members.leave.forgotten") in newest(luc)
    await luc.presses(fr("button.members.left"))
    await either.settles()

    assert luc.user.id not in either.workspace.channels[MEMBERS].members
    assert fr("members.left.title") in newest(luc)


async def test_whoever_went_by_hand_can_leave_all_the_same(either: North) -> None:
    """Out is out: `not_in_channel` is no failure."""
    ana = await joins(either, "ana")
    either.workspace.channels[MEMBERS].members.remove(ana.user.id)
    await ana.types("/peer leave")
    await ana.presses(en("button.members.left"))
    await either.settles()
    await ana.types("/peer home")

    assert en("members.outside.body") in newest(ana)
    assert len(either.server.called("conversations.kick")) == 1


async def test_only_members_change_and_leave(either: North) -> None:
    """Whoever is none yet hears what it takes."""
    await either["luc"].types("/peer quitter")

    assert fr("refusal.not_allowed", role=fr(f"role.{Role.MEMBER}")) in newest(either["luc"])
