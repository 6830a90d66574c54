"""The dialogs of joining, as values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Choice, Field, Form, Kind, Text, Value
from bot.communities.model import Community
from bot.communities.types import type_named
from bot.joining.model import JoinRequest, Purpose, Reason, WorkRole
from bot.members.model import Profile

CODE_DIGITS = 8
LISTED, TYPED = "community:", "typed:"  # what stands before the value of a community that was looked up
COMMUNITY_LIMIT = 94  # so that with what stands before it, it is a value of an option on Discord (100)
SHOWN_LIMIT = 45  # of it in a list of options, which hold 75 characters on Slack

ROLES = tuple(Choice(role.value, Text(f"joining.role.{role}")) for role in WorkRole)
REASONS = tuple(Choice(reason.value, Text(f"joining.reason.{reason}")) for reason in Reason)
UNDO_REASONS = tuple(
    Choice(reason, Text(f"joining.undo.{reason}")) for reason in ("slip", "wrong_person", "new_information")
)
SEND, SILENT = "send", "silent"
APPROVE, DECLINE, ASSIGN = "approve", "decline", "assign"  # with SILENT, what several can get at once


def join(name: str, request: JoinRequest | None, community: Community | None) -> Form:
    """Step 1; filled in with what `request` says when it is being corrected."""
    return Form(
        "joining.submit",
        request.id if request else "new",
        request.revision if request else 0,
        Text("joining.form.title"),
        (
            Field(
                "name", Kind.LINE, Text("joining.form.name"), limit=120,
                value=request.name if request else name,
            ),
            Field(
                "email", Kind.EMAIL, Text("joining.form.email"), limit=254,
                hint=Text("joining.form.email_hint"), value=request.address if request else "",
            ),
            _community(request, community),
            Field(
                "role", Kind.CHOICE, Text("joining.form.role"), choices=ROLES,
                value=request.work_role.value if request else "",
            ),
            Field(
                "line", Kind.LINE, Text("joining.form.line"), required=False, limit=200,
                hint=Text("joining.form.line_hint"), value=request.line if request else "",
            ),
        ),
        Text("joining.form.submit"),
    )  # fmt: skip


def _community(request: JoinRequest | None, community: Community | None) -> Field:
    chosen = (
        community_choice(community) if community else typed_choice(request.community_typed if request else "")
    )
    return Field(
        "community",
        Kind.LOOKUP,
        Text("joining.form.community"),
        limit=COMMUNITY_LIMIT + len(TYPED),
        choices=(chosen,) if request else (),
        hint=Text("joining.form.community_hint"),
        value=chosen.value if request else "",
    )


def community_choice(community: Community, apart: Value = "") -> Choice:
    """A row of the registry, with what tells it from others of the same name: `apart` where its type and
    province do not."""
    said: dict[str, Value] = {
        "name": community.named,
        "kind": type_named(community),
        "province": community.province,
    }
    if not apart:
        return Choice(LISTED + community.id, Text("joining.community_option", said))
    return Choice(LISTED + community.id, Text("joining.community_option_apart", {**said, "apart": apart}))


def _shortened(name: str) -> str:
    return name if len(name) <= SHOWN_LIMIT else name[: SHOWN_LIMIT - 1] + "…"


def typed_choice(typed: str) -> Choice:
    """What was typed, as it stands: the registry is a help, not a list of who exists."""
    return Choice(TYPED + typed, Text("joining.community_not_listed", {"typed": _shortened(typed)}))


BLANK = join("", None, None)


def verify(request: JoinRequest, code: str) -> Form:
    """Step 2: the code and what goes with it; both boxes come unticked."""
    return Form(
        "joining.verify",
        request.id,
        request.revision,
        Text("joining.verify.title"),
        (
            Field("code", Kind.LINE, Text("joining.verify.code"), limit=20, value=code),
            *_WITH_THE_CODE[request.purpose],
        ),
        Text("joining.verify.submit"),
    )


_ATTESTATION = Field(
    "attestation",
    Kind.CHOICES,
    Text("joining.verify.attestation"),
    choices=(Choice("attest", Text("joining.verify.attest")),),
    hint=Text("joining.verify.attestation_hint"),
)
_CONSENT = Field(
    "consent",
    Kind.CHOICES,
    Text("joining.verify.consent"),
    required=False,
    choices=(Choice("mail", Text("joining.verify.consent_mail")),),
)
_WITH_THE_CODE = {
    Purpose.JOIN: (_ATTESTATION, _CONSENT),
    Purpose.CHANGE: (_ATTESTATION,),
    Purpose.LINK: (),
}


def ask(request: JoinRequest) -> Form:
    """A coordinator's question."""
    field = Field(
        "question", Kind.PARAGRAPH, Text("joining.ask.question"), limit=600, hint=Text("joining.ask.hint")
    )
    return Form(
        "joining.ask",
        request.id,
        request.revision,
        Text("joining.ask.title"),
        (field,),
        Text("joining.ask.submit"),
    )


def answer(request: JoinRequest) -> Form:
    """The applicant's answer to it."""
    field = Field("answer", Kind.PARAGRAPH, Text("joining.answer.answer"), limit=600)
    return Form(
        "joining.answer",
        request.id,
        request.revision,
        Text("joining.answer.title"),
        (field,),
        Text("joining.answer.submit"),
    )


def correct(request: JoinRequest, community: Community | None, colleagues: Sequence[Profile]) -> Form:
    """For whom and as what somebody works, and who sees to the request."""
    return Form(
        "joining.correct",
        request.id,
        request.revision,
        Text("joining.correct.title"),
        (
            _community(request, community),
            Field(
                "role", Kind.CHOICE, Text("joining.correct.role"), choices=ROLES,
                value=request.work_role.value,
            ),
            assignee(colleagues, request.assigned_to),
        ),
        Text("joining.correct.submit"),
    )  # fmt: skip


def assignee(colleagues: Sequence[Profile], now: str) -> Field:
    """Who sees to it; may stay open."""
    return Field(
        "assignee",
        Kind.CHOICE,
        Text("joining.correct.assignee"),
        required=False,
        choices=tuple(Choice(each.id, _shortened(each.name)) for each in colleagues),
        value=now if now in {each.id for each in colleagues} else "",
    )


def several(offered: tuple[Choice, ...], colleagues: Sequence[Profile]) -> Form:
    """Which of them, and what becomes of all of these."""
    decisions = (APPROVE, DECLINE, SILENT, ASSIGN)
    reasons = tuple(choice for choice in REASONS if choice.value != Reason.OTHER)  # that one needs words
    return Form(
        "joining.several",
        "desk",
        0,
        Text("joining.several.title"),
        (
            Field("requests", Kind.CHOICES, Text("joining.several.requests"), choices=offered),
            Field(
                "decision", Kind.CHOICE, Text("joining.several.decision"),
                choices=tuple(Choice(each, Text(f"joining.several.choice.{each}")) for each in decisions),
            ),
            Field("reason", Kind.CHOICE, Text("joining.several.reason"), required=False, choices=reasons),
            assignee(colleagues, ""),
        ),
        Text("joining.several.submit"),
    )  # fmt: skip


def several_choice(request: JoinRequest) -> Choice:
    """One of them, as it is shown now."""
    said = {"reference": request.reference, "name": _shortened(request.name)}
    return Choice(f"{request.id}:{request.revision}", Text("joining.several.choice", said))


def several_key(key: str) -> Choice:
    """One of them, as it came back."""
    return Choice(key, key)


def undo(request: JoinRequest) -> Form:
    """Why something that was told is not so any more."""
    field = Field(
        "reason",
        Kind.CHOICE,
        Text("joining.undo.reason"),
        choices=UNDO_REASONS,
        hint=Text("joining.undo.hint"),
    )
    return Form(
        "joining.undo",
        request.id,
        request.revision,
        Text("joining.undo.title"),
        (field,),
        Text("joining.undo.submit"),
    )


def decline(request: JoinRequest) -> Form:
    """Why, in words for the applicant, or without a message."""
    return Form(
        "joining.decline",
        request.id,
        request.revision,
        Text("joining.decline.title"),
        (
            Field("reason", Kind.CHOICE, Text("joining.decline.reason"), choices=REASONS),
            Field(
                "note", Kind.LINE, Text("joining.decline.note"), required=False, limit=300,
                hint=Text("joining.decline.note_hint"),
            ),
            Field(
                "message", Kind.CHOICE, Text("joining.decline.message"), value=SEND,
                choices=(
                    Choice(SEND, Text("joining.decline.send")),
                    Choice(SILENT, Text("joining.decline.silent")),
                ),
            ),
        ),
        Text("joining.decline.submit"),
    )  # fmt: skip
