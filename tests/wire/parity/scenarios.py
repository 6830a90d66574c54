"""What newcomers and members do, and what coordinators do with their requests."""

from __future__ import annotations

from bot.joining.model import State
from bot.members.model import Standing
from tests.wire.parity.acts import address, approves, asks, declines, joins, proves, waits
from tests.wire.parity.person import Place

FEDERAL = "luc.gagne@canada.ca"
BAND = "townofnewglasgow.ca"


async def a_newcomer_is_let_in(place: Place) -> None:
    """By the card in the welcome room, with a second code, and a coordinator who looks closely."""
    ana, claire = place["ana"], place["claire"]
    await ana.presses("joining.begin")
    await ana.fills_in("joining.submit", email=address("ana"), community="calgary", role="staff")
    await place.settles()
    await ana.presses("joining.resend")
    await place.settles()
    assert len(place.letters(address("ana"))) == 2
    await ana.types("peer", "verify")
    await ana.fills_in("joining.verify", code=place.code(address("ana")), attestation=["attest"])
    await place.settles()
    await ana.types("peer", "status")
    await claire.presses("joining.assign")
    await place.settles()
    await claire.presses("joining.reveal")
    assert address("ana") in claire.sees()
    await approves(place)
    await ana.presses("members.home")

    assert place.standing("ana") is Standing.MEMBER
    assert ana.called in ana.sees()


async def a_newcomer_thinks_better_of_it(place: Place) -> None:
    """The rules advise against a mailbox; they ask for a person, then withdraw."""
    luc = place["luc"]
    await luc.types("peer", "help")
    await luc.types("peer", "home")
    await asks(place, "luc", email=FEDERAL)
    assert place.letters(FEDERAL) == []
    await luc.presses("joining.insist")
    await place.settles()
    assert len(place.letters(FEDERAL)) == 1
    await luc.presses("joining.withdraw")
    await luc.presses("joining.status")
    await luc.types("peer", "withdraw")
    await luc.presses("joining.withdrawn")
    await place.settles()

    assert place.request("luc").state is State.WITHDRAWN


async def somebody_is_asked_more_and_declined(place: Place) -> None:
    """The decision is undone while it is held, taken again, and undone when it was told."""
    mia, claire = place["mia"], place["claire"]
    await waits(place, "mia")
    await claire.presses("joining.ask")
    await claire.fills_in("joining.ask", question="Which service?")
    await place.settles()
    await mia.presses("joining.answer")
    await mia.fills_in("joining.answer", answer="Water.")
    await place.settles()
    assert "Water." in claire.sees()
    await declines(place)
    await claire.presses("joining.undo")
    await place.settles()
    assert place.request("mia").state is State.WAITING
    await declines(place)
    await claire.presses("joining.send")
    await place.settles()
    assert place.request("mia").state is State.DECLINED
    await claire.presses("joining.undo")
    await claire.fills_in("joining.undo", reason="slip")
    await place.settles()
    await claire.types("host", "history", place.request("mia").reference)

    assert place.request("mia").state is State.WAITING
    assert place.request("mia").reference in claire.sees()


async def what_waits_is_seen_and_decided_together(place: Place) -> None:
    """By those who are reminded, in the morning and when a promise is near."""
    claire, dev = place["claire"], place["dev"]
    await waits(place, "mia")
    await waits(place, "luc")
    await claire.presses("joining.assign")
    await claire.types("host", "pending")
    await place.passes(days=5)
    await dev.presses("joining.show")
    await dev.presses("joining.pending")
    await dev.presses("joining.several")
    chosen = dev.offers("requests")
    somebody = place.known("claire").id
    await dev.fills_in("joining.several", requests=chosen, decision="assign", assignee=somebody)
    await place.settles()

    assert len(chosen) == 2
    assert {place.request(name).assigned_to for name in ("mia", "luc")} == {somebody}


async def evidence_is_gathered(place: Place) -> None:
    """Of a domain that nobody knows yet: by a coordinator, and by a colleague about the next ones."""
    claire, bea = place["claire"], place["bea"]
    of = {"community": "new glasgow"}
    await waits(place, "bea", email=f"bea@{BAND}", **of)
    await claire.presses("joining.attest")
    await claire.fills_in("joining.attest", ground="phone")
    await place.settles()
    await claire.presses("joining.correct")
    await claire.fills_in("joining.correct", community="new glasgow", role="contractor")
    await place.settles()
    await claire.presses("joining.correct")
    await claire.fills_in("joining.correct", role="staff")
    await place.settles()
    await approves(place)
    await claire.presses("joining.confirm_domain")
    await place.settles()
    for name, word in (("mia", "yes"), ("ana", "no")):
        await waits(place, name, email=f"{name}@{BAND}", **of)
        await claire.presses("joining.ask_vouch")
        await claire.fills_in("joining.ask_vouch", voucher=claire.offers("voucher")[0])
        await place.settles()
        await bea.types("peer", "home")
        await bea.presses("joining.vouch_show")
        await bea.presses(f"joining.vouch_{word}")
        await place.settles()
    await claire.types("host", "community", "new glasgow")
    await claire.presses("communities.revoke")
    await claire.presses("communities.revoked")
    await place.settles()
    await claire.types("host", "community", "new glasgow")
    await claire.presses("communities.confirm")
    await place.settles()

    assert place.standing("bea") is Standing.MEMBER
    assert [place.request(name).state for name in ("mia", "ana")] == [State.WAITING] * 2


async def an_unknown_mailbox_is_approved_on_a_ground(place: Place) -> None:
    """The form asks how they know; that the letter did not get through is told in their room."""
    claire = place["claire"]
    await waits(place, "mia", email="mia@gmail.com")
    await claire.presses("joining.approve")
    await claire.fills_in("joining.overrule", ground="phone")
    await claire.presses("joining.send")
    place.lets_fail("joining.letter")
    await place.passes(minutes=2)

    assert place.standing("mia") is Standing.MEMBER


async def a_member_looks_after_what_is_known_of_them(place: Place) -> None:
    """Language, name, a second account that goes again; and leaves."""
    ana, luc = place["ana"], place["luc"]
    await joins(place, "ana")
    await ana.types("peer", "language", "fr")
    await ana.types("peer", "home")
    await ana.presses("members.language")
    await ana.fills_in("members.language", language="en", zone="America/Regina")
    await ana.types("peer", "change")
    await ana.fills_in("joining.change", email="ana.two@calgary.ca", community="calgary")
    await place.settles()
    await proves(place, "ana", "ana.two@calgary.ca")
    await luc.types("peer", "link")
    await luc.fills_in("joining.link", email="ana.two@calgary.ca")
    await place.settles()
    await luc.presses("joining.verify")
    await luc.fills_in("joining.verify", code=place.code("ana.two@calgary.ca"))
    await place.settles()
    assert place.profile("luc") == place.profile("ana")
    await ana.types("peer", "home")
    await ana.presses("members.link")
    await ana.presses("members.unlink")
    await ana.presses("members.unlinked")
    await place.settles()
    await ana.types("peer", "home")
    await ana.presses("members.change")
    await ana.presses("members.leave")
    await ana.types("peer", "leave")
    await ana.presses("members.left")
    await place.settles()
    await place["mia"].presses("joining.link")

    assert [place.profile(name) for name in ("ana", "luc")] == [None, None]


async def members_are_asked_whether_they_still_work_there(place: Place) -> None:
    """One says so; of the other the coordinators hear, and one of them knows."""
    claire = place["claire"]
    await joins(place, "ana")
    await joins(place, "mia")
    await place.passes(days=365)
    await place["ana"].presses("members.still")
    await place.passes(days=14)
    await place.passes(days=14)
    await claire.presses("members.show")
    await claire.presses("members.vouched_still")
    await place.settles()

    assert [place.known(name).asked_at for name in ("ana", "mia")] == [None, None]


async def coordinators_look_after_members(place: Place) -> None:
    """One is suspended and back, two are one person, who is removed."""
    claire = place["claire"]
    await claire.types("host", "help")
    for name in ("ana", "mia"):
        await joins(place, name)
    ana, mia = place.known("ana").reference, place.known("mia").reference
    await claire.types("host", "members", place["ana"].called.split()[-1])
    assert ana in claire.sees()
    await claire.types("host", "member", ana)
    await claire.presses("members.reveal")
    await claire.types("host", "member", ana)
    await claire.presses("members.suspend")
    await claire.fills_in("members.suspend", reason="employer")
    await place.settles()
    assert place.standing("ana") is Standing.SUSPENDED
    await claire.types("host", "member", ana)
    await claire.presses("members.reinstate")
    await place.settles()
    assert place.standing("ana") is Standing.MEMBER
    await claire.types("host", "member", ana)
    await claire.presses("members.merge")
    await claire.fills_in("members.merge", reference=mia)
    await claire.presses("members.merged")
    await place.settles()
    assert place.profile("mia") == place.profile("ana")
    await claire.types("host", "member", ana)
    await claire.presses("members.remove")
    await claire.fills_in("members.remove", reason="conduct")
    await place.settles()

    assert place.standing("ana") is Standing.REMOVED


async def what_goes_out_is_watched(place: Place) -> None:
    """It is paused and resumed, in both ways; what failed is tried again; the welcome card is put up anew."""
    claire = place["claire"]
    await claire.types("host", "pause")
    await claire.presses("switch.pause")
    await claire.types("host", "pause")
    await claire.presses("switch.resume")
    await claire.types("host", "resume")
    await claire.types("host", "welcome")
    await place.settles()
    await place["ana"].types("peer", "join")
    await place["ana"].fills_in("joining.submit", email=address("ana"), community="calgary", role="staff")
    place.lets_fail("joining.code")
    await claire.types("host", "undelivered")
    await claire.presses("undelivered.open")
    failed = claire.offers("errands")
    await claire.fills_in("undelivered.retry", errands=failed)
    await claire.presses("undelivered.show")
    await place.settles()

    assert len(failed) == 1
    assert len(place.letters(address("ana"))) == 1


async def promises_are_kept_in_mind(place: Place) -> None:
    """A request is forgotten until its promise is broken; a question has no answer."""
    claire = place["claire"]
    await waits(place, "luc")
    await waits(place, "mia")
    await claire.presses("joining.ask")
    await claire.fills_in("joining.ask", question="Which service?")
    for _ in range(15):
        await place.passes(days=1)

    assert place.request("luc").broken_at is not None
    assert place.request("mia").state is State.EXPIRED


async def a_member_goes_to_another_employer(place: Place) -> None:
    """A coordinator looks at it; both mailboxes hear of it."""
    ana = place["ana"]
    await joins(place, "ana")
    await ana.types("peer", "change")
    await ana.fills_in("joining.change", email="ana@gatineau.ca", community="gatineau")
    await place.settles()
    await proves(place, "ana", "ana@gatineau.ca")
    await approves(place)

    assert len(place.letters("ana@gatineau.ca")) == 2
    assert len(place.letters(address("ana"))) == 3


async def a_code_comes_back(place: Place) -> None:
    """Whoever waits for it hears of it where they asked."""
    await place["ana"].types("peer", "join")
    await place["ana"].fills_in("joining.submit", email=address("ana"), community="calgary", role="staff")
    place.lets_fail("joining.code")
    await place.settles()

    assert place.letters(address("ana")) == []
