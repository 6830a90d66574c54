"""An account that is nobody's yet turns out to be a member's: it proves the member's mailbox, no more."""

from __future__ import annotations

from bot.answers import check
from bot.chat import Command, Event, Field, Form, Kind, Press, Submission, Text
from bot.joining import application, closing, proving, views
from bot.joining.address import Address
from bot.joining.eligibility import Assessment, Evidence, ReasonCode
from bot.joining.model import JoinRequest, Purpose, State, WorkRole
from bot.members import accounts
from bot.members import views as members
from bot.members.model import Profile, Standing
from bot.members.who import acquainted, known, refuse_suspended
from bot.ports import Turn
from bot.replies import Ask, Reply, Say

FORM = Form(
    "joining.link",
    "new",
    0,
    Text("joining.link.title"),
    (
        Field(
            "email",
            Kind.EMAIL,
            Text("joining.form.email"),
            limit=254,
            hint=Text("joining.link.email_hint"),
        ),
    ),
    Text("joining.form.submit"),
)
# Nothing is weighed: whoever has the mailbox of a member is that member.
UNWEIGHED = Assessment(Evidence.NONE, (ReasonCode.MAILBOX_NOT_PROVEN,))


def begin(turn: Turn, event: Command | Press) -> Reply:
    """The form; for a member, the accounts that they have."""
    return _elsewhere(turn, event) or Ask(FORM)


def submit(turn: Turn, submission: Submission) -> Reply:
    """The answer is the same whether or not a member has that mailbox."""
    elsewhere = _elsewhere(turn, submission)
    if elsewhere:
        return elsewhere
    values = check(FORM, submission.values)
    address = application.read_address(turn.world, str(values["email"]))
    profile = acquainted(turn, submission.person)
    asked = JoinRequest(
        id=turn.world.entropy.identifier(),
        applicant=profile.id,
        state=State.UNVERIFIED,
        revision=0,
        name=profile.name,
        address=address.typed,
        community_id="",
        community_typed="",
        work_role=WorkRole.STAFF,
        line="",
        asked_at=turn.now,
        evidence=UNWEIGHED.evidence,
        reasons=UNWEIGHED.reasons,
        purpose=Purpose.LINK,
    )
    return application.keep(turn, turn.unit.requests.open_of(profile.id), asked, address, UNWEIGHED)


def _elsewhere(turn: Turn, event: Event) -> Reply | None:
    """What somebody sees who has no account to link, or a request under way that is not for that."""
    refuse_suspended(turn)
    me = known(turn)
    if me and me.standing is Standing.MEMBER:
        return Say(accounts.listed(turn, me, event.person.identity))
    request = turn.unit.requests.open_of(me.id) if me else None
    if request and request.state is not State.UNVERIFIED:
        return Say(views.status(turn, request))
    return None


def prove(turn: Turn, me: Profile, request: JoinRequest, address: Address) -> Reply:
    """The right code: only now is it said whether a member has that mailbox; the request is over."""
    owner = proving.owner_of(me, turn.unit.profiles.of_mailbox(address.mailbox))
    if owner is None:
        closing.close(turn, request)
        return Say(members.nobodys())
    turn.unit.profiles.save(owner)  # a conflict, should they be leaving at this moment
    return proving.become(turn, me, owner, request)
