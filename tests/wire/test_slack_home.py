"""App Home: the person's panel in a tab of its own, which follows what happens to them."""

from pathlib import Path

from tests.wire.slack.deliveries import OverHttp, OverSocket
from tests.wire.slack.north import North, awake, ground
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import ADDRESS, approves, asks, en, fr, joins, said, screen, waits
from tests.wire.slack.server import Fault


def home(there: North, who: Somebody) -> str:
    return said(dict(there.workspace.homes[who.user.id].content))


async def opens(there: North, name: str) -> Somebody:
    """Their tab, and sees it."""
    await there[name].opens_home()
    await there.settles()
    return there[name]


async def test_it_is_drawn_when_it_is_opened(either: North) -> None:
    """In the language of the profile."""
    luc = await opens(either, "luc")

    assert fr("members.outside.body") in home(either, luc)


async def test_whoever_has_never_opened_it_costs_no_call(either: North) -> None:
    """Nobody looks at it."""
    await joins(either, "ana")

    assert either.server.called("views.publish") == []


async def test_a_button_there_opens_a_form_and_the_tab_follows(either: North) -> None:
    """From asking to being a member, without a command."""
    luc = await opens(either, "luc")
    await luc.presses_at_home(fr("button.joining.begin"))
    (row, *_) = await luc.looks_up("community", "gatin")
    await luc.fills_in(email=ADDRESS["luc"], community=row["value"], role="staff")
    await either.settles()
    assert fr("joining.status.unverified") in home(either, luc)
    luc.closes()
    await luc.presses_at_home(fr("button.joining.verify"))
    await luc.fills_in(code=either.code(ADDRESS["luc"]), attestation=["attest"])
    await either.settles()
    assert fr("joining.status.waiting") in home(either, luc)
    await approves(either)

    assert fr("members.home.title", network="Pairs du climat") in home(either, luc)
    assert fr("members.account.admitted", platform="Slack") in home(either, luc)


async def test_a_private_answer_to_a_button_there_is_a_modal(either: North) -> None:
    """A tab has no room in which a message could be."""
    await joins(either, "ana")
    ana = await opens(either, "ana")
    await ana.presses_at_home(en("button.members.leave"))
    assert en("members.leave.forgotten") in screen(ana)
    await ana.presses_in_view(en("button.members.left"))
    await either.settles()

    assert en("members.left.title") in screen(ana)
    assert en("members.outside.body") in home(either, ana)


async def test_it_follows_the_language_and_the_zone(either: North) -> None:
    """Chosen there, by a form."""
    await joins(either, "ana")
    ana = await opens(either, "ana")
    assert "Edmonton" in home(either, ana)
    await ana.presses_at_home(en("button.members.language"))
    await ana.fills_in(language="fr", zone="America/St_Johns")
    await either.settles()

    assert fr("members.home.title", network="Pairs du climat") in home(either, ana)
    assert "Saint-Jean" in home(either, ana)


async def test_another_tab_of_the_app_draws_nothing(either: North) -> None:
    """Its messages were opened."""
    await either["ana"].opens_home(tab="messages")

    assert either.workspace.homes == {}


async def test_slack_need_not_wait_until_it_is_drawn(either: North) -> None:
    """What was opened is acknowledged at once, however long the drawing takes."""
    delivery = either["ana"].delivery
    assert isinstance(delivery, OverHttp | OverSocket)
    delivery.within = 0.3
    either.server.once("views.publish", Fault(after=True, seconds=0.5))
    ana = await opens(either, "ana")

    assert en("members.outside.body") in home(either, ana)


async def test_what_is_drawn_later_is_never_overtaken(there: North) -> None:
    """While it is drawn somebody chooses another language: that is drawn after it, not beside it."""
    there.server.once("views.publish", Fault(after=True, seconds=0.3))
    await there["ana"].opens_home()
    await there.server.lingering.wait()
    await there["ana"].types("/peer language fr")
    await there.settles()
    first, second = there.server.called("views.publish")

    assert en("members.outside.body") in said(first["view"])
    assert fr("members.outside.body") in said(second["view"])


async def test_after_a_restart_its_buttons_work_and_it_is_drawn_when_next_opened(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """Whoever presses there has it open."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around) as there:
            await asks(there, "ana")
            await opens(there, "ana")
        async with awake(around, seed=8) as there:
            ana = there["ana"]
            await ana.presses_at_home(en("button.joining.verify"))
            await there.settles()
            assert len(there.server.called("views.publish")) == 2
            await ana.fills_in(code=there.code(ADDRESS["ana"]), attestation=["attest"])
            await there.settles()

            assert en("joining.status.waiting") in home(there, ana)
            assert fr("members.outside.body") in home(there, await opens(there, "luc"))


async def test_moments_are_each_readers_own_with_words_behind_them(either: North) -> None:
    """For a client that is too old: the reader's own zone and language."""
    await waits(either, "luc")
    luc = await opens(either, "luc")
    moment = int(either.clock.now().timestamp()) + 7 * 86_400

    assert f"<!date^{moment}^{{date_long_pretty}}, {{time}}|mercredi 2 décembre 2026" in home(either, luc)
    assert "(Toronto)>" in home(either, luc)
