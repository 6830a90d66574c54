"""A member on Discord: the panel, changing details, a second account, leaving."""

from bot.chat import Role
from tests.wire.discord.ground import MEMBER
from tests.wire.discord.north import North
from tests.wire.discord.people import Somebody
from tests.wire.discord.scenes import ADDRESS, both, cards, en, fr, joins, newest, said

TAKE = "DELETE /guilds/{guild}/members/{user}/roles/{role}"


def second_account(there: North) -> Somebody:
    """Ana's other one, in French."""
    return there.arrives("anabis", "900000000000000311", "Ana R.", locale="fr")


async def test_who_was_approved_gets_the_role_and_is_welcomed(guild: North) -> None:
    """With a message of their own, in French."""
    luc = await joins(guild, "luc")

    assert MEMBER in luc.member.roles
    assert fr("members.welcome.title", network="Pairs du climat") in said(luc.direct()[-1])
    await luc.types("/peer accueil")
    assert fr("members.account.admitted", platform="Discord") in newest(luc)


async def test_a_button_of_a_direct_message_is_answered_there(guild: North) -> None:
    """The panel, below the welcome, for the reader."""
    luc = await joins(guild, "luc")
    await luc.goes_to_direct().presses(fr("button.members.home"))
    await guild.settles()

    assert fr("members.home.title", network="Pairs du climat") in newest(luc)


async def test_a_second_account_is_linked_by_the_code_to_the_known_mailbox(guild: North) -> None:
    """It gets the role too; the language of the membership goes with it."""
    await joins(guild, "ana")
    other = second_account(guild)
    await other.types("/peer lier")
    await other.fills_in(email=ADDRESS["ana"])
    await guild.settles()
    await other.types("/peer code")
    await other.fills_in(code=guild.code(ADDRESS["ana"]))
    await guild.settles()

    assert fr("members.linked.title") in newest(other)
    await other.types("/peer accueil")
    assert en("members.home.title", network="Climate Peers") in newest(other)
    assert MEMBER in other.member.roles


async def test_a_member_changes_what_the_network_knows(guild: North) -> None:
    """Another mailbox of the same community takes its code, and nobody's decision."""
    ana = await joins(guild, "ana")
    await ana.types("/peer change")
    await ana.fills_in(name="Ana Roy-Lemieux", email="ana.lemieux@calgary.ca")
    await guild.settles()
    await ana.types("/peer verify")
    await ana.fills_in(code=guild.code("ana.lemieux@calgary.ca"), attestation=["attest"])
    await guild.settles()
    assert en("members.changed.title") in newest(ana)
    await ana.types("/peer home")

    assert "Ana Roy-Lemieux" in newest(ana)


async def test_whoever_leaves_loses_the_role(guild: North) -> None:
    """After a look at what will happen."""
    luc = await joins(guild, "luc")
    await luc.types("/peer quitter")
    assert fr("members.leave.forgotten") in newest(luc)
    await luc.presses(fr("button.members.left"))
    await guild.settles()

    assert MEMBER not in luc.member.roles
    assert fr("members.left.title") in newest(luc)


async def test_whoever_lost_the_role_by_hand_can_leave_all_the_same(guild: North) -> None:
    """Out is out: taking it once more does no harm."""
    ana = await joins(guild, "ana")
    ana.member.roles.remove(MEMBER)
    await ana.types("/peer leave")
    await ana.presses(en("button.members.left"))
    await guild.settles()
    await ana.types("/peer home")

    assert en("members.outside.body") in newest(ana)
    assert len(guild.server.called(TAKE)) == 1


async def test_whoever_leaves_after_the_role_was_deleted_is_out(guild: North) -> None:
    """Nobody has it any more, and the coordinators need not look."""
    ana = await joins(guild, "ana")
    del guild.guild.roles[MEMBER]
    await ana.types("/peer leave")
    await ana.presses(en("button.members.left"))
    await guild.settles()

    assert both("desk.undelivered.title") not in "".join(map(said, cards(guild)))
    await ana.types("/peer home")
    assert en("members.outside.body") in newest(ana)


async def test_only_members_change_and_leave(guild: North) -> None:
    """Whoever is none yet hears what it takes."""
    await guild["luc"].types("/peer quitter")

    assert fr("refusal.not_allowed", role=fr(f"role.{Role.MEMBER}")) in newest(guild["luc"])
