"""The message ids that the code says, as far as they can be read from its source."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from adapters.catalogues import LANGUAGES
from adapters.discord import commands
from adapters.registry_rows import KINDS
from adapters.roster_rows import PROVINCES
from bot import retrying, routes, undelivered
from bot.audit import CLOCK, OPERATOR, Action
from bot.chat import Role
from bot.communities.agreement import Basis
from bot.communities.types import TYPES
from bot.errors import Refusal
from bot.joining.attestations import Ground
from bot.joining.eligibility import Evidence, ReasonCode
from bot.joining.forms import APPROVE, ASSIGN, DECLINE, SILENT, UNDO_REASONS
from bot.joining.model import Purpose, Reason, State, WorkRole
from bot.joining.ports import Checked
from bot.joining.promise import Step
from bot.joining.vouch import Word
from bot.meetings import places, rolls
from bot.meetings.assistants import Likeness
from bot.meetings.cadence import Remark
from bot.meetings.choices import Way
from bot.meetings.feedback import Question
from bot.meetings.hosting import Hosted
from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Coming, Interpretation, Why
from bot.meetings.model import State as MeetingState
from bot.meetings.reminders import Step as Reminder
from bot.meetings.walltime import Flaw
from bot.members.inventory import KINDS as HELD_KINDS
from bot.members.model import Admission, AskedWhy, RemovedFor, Standing, SuspendedFor
from bot.members.notice import SECTIONS
from bot.members.retention import Rule
from bot.oversight import WATCHED
from bot.polls.model import Deciding, Method, Stage, TieRule
from bot.polls.posting import What
from bot.polls.totals import Ending
from bot.questions.model import Mark as QuestionMark
from bot.topics import telling
from bot.topics.model import State as TopicState
from tests.sources import ROOT, files, tree

DECISIONS = (APPROVE, DECLINE, SILENT, ASSIGN)

IN_WHICH = ("both", "english", "french")
WEBINARS_TOLD = ("asked", "withdrawn")
WEBINAR_PAGES = ("asked_for", "registered", "over", "off")
TOLD_GUESTS = ("confirm", "again", "invited", "moved", "changed", "off", "withdrawn", "remind", "recording")
TOLD_AS = ("invited", "moved", "changed", "off", "parted", "former")

# Ids that are computed, each with what its hole can hold.
FAMILIES: Mapping[str, Iterable[str | tuple[str, str]]] = {
    "button.{}": routes.BUTTONS,
    "command.{}.{}": routes.COMMANDS,
    "community.basis.{}": Basis,
    "community.kind.{}": KINDS,
    "province.{}": PROVINCES,
    "kept.{}": ("slack", "discord", "local"),
    "community.mail.{}": ("own", "shared", "isp", "province"),
    "community.type.{}": TYPES,
    "eligibility.applicant.{}": ReasonCode,
    "eligibility.check.{}": ReasonCode,
    "eligibility.coordinator.{}": ReasonCode,
    "eligibility.evidence.{}": Evidence,
    "eligibility.short.{}": Evidence,
    "audit.{}": Action,
    "audit.by.{}": (CLOCK, OPERATOR),
    "discord.about.{}": commands.ROOTS,
    "discord.about.{}.{}": routes.COMMANDS,
    "discord.option.{}": {option.name for option in commands.OPTIONS.values()},
    "discord.option.{}.about": {option.name for option in commands.OPTIONS.values()},
    "errand.{}": {*routes.ERRANDS, "other"},
    "held.{}": HELD_KINDS,
    "held.{}.why": HELD_KINDS,
    "failure.{}": {*undelivered.KNOWN, "other"},
    "host.help.{}": {command for root, command in routes.COMMANDS if root == "host"},
    "joining.admission.{}": Admission,
    "joining.code.{}": set(Checked) - {Checked.RIGHT},
    "joining.code_letter.{}": Purpose,
    "joining.desk.{}": {*State} - {State.UNVERIFIED, State.WAITING},
    "joining.ground.{}": Ground,
    "joining.line.{}": {State.WAITING, State.NEEDS_INFORMATION, "held"},
    "joining.lookalike.{}": ("letter", "skeleton", "ending"),
    "joining.reason.{}": Reason,
    "joining.role.{}": WorkRole,
    "joining.said.{}": {"question", "answer", "note"},
    "joining.several.{}": DECISIONS,
    "joining.several.choice.{}": DECISIONS,
    "joining.state.{}": State,
    "joining.status.{}": {*State, "changed", "unchanged", "link_over", "closed"},
    "joining.undo.{}": {choice.value for choice in UNDO_REASONS},
    "joining.vouch.line.{}": {*Word, "asked"},
    "joining.vouch.said.{}": Word,
    "joining.{}.body": Step,
    "joining.{}.subject": {"question", "silence", "declined", "reopened", "late", "closed"},
    "joining.{}.title": Step,
    "language.{}": LANGUAGES,
    "mention.{}": Role,
    "meetings.check.{}": {"sign_in", "waiting_room", "assistants", "recording", "interpreters"},
    "meetings.count.{}": {"going", "maybe", "no", "silent", "wishes"},
    "meetings.details.{}": {"languages", "interpretation", "breakouts", "capacity", "breaks"},
    "meetings.details.{}_hint": {"capacity", "breaks"},
    "meetings.details.interpretation.{}": Interpretation,
    "meetings.details.{}.{}": {
        *(("languages", each) for each in ("en", "fr", "both")),
        *(("interpretation", each) for each in Interpretation),
        *(("breakouts", each) for each in ("no", "yes")),
    },
    "meetings.field.note_{}": LANGUAGES,
    "meetings.field.theme_{}": LANGUAGES,
    "meetings.roll.{}": Likeness,
    "meetings.roll.field.{}": rolls.FIELDS,
    "oversight.{}": WATCHED,
    "questions.asked.is.{}": ("nobody", "order", "erased"),
    "questions.asked.not.{}": ("platform", "words", "operator"),
    "questions.mark.{}": QuestionMark,
    "button.questions.{}": QuestionMark,
    "meetings.hosts.{}": {*Hosted} - {Hosted.LINK, Hosted.UNRECORDED, Hosted.LETTERS},
    "meetings.mark.{}": tuple("12345"),
    "meetings.mean.{}": Question,
    "meetings.place.{}.title": (places.PLACED, places.WAITING),
    "meetings.rate.{}": Question,
    "meetings.show.{}": {"welcome", "round", "theme", "open", "close"},
    "meetings.kind.{}": MeetingKind,
    "meetings.remark.{}": Remark,
    "meetings.answer.{}": {*Coming, "none"},
    "meetings.interpretation.{}": Interpretation,
    "meetings.remind.{}": Reminder,
    "meetings.remind.set.{}": Way,
    "meetings.remind.step.{}": Reminder,
    "meetings.remind.way.{}": Way,
    "meetings.said.{}": {*Coming, "reasoned", "wished", "unwished"},
    "meetings.state.{}": MeetingState,
    "meetings.{}.body": TOLD_AS,
    "meetings.{}.subject": TOLD_AS,
    "meetings.time.{}": Flaw,
    "meetings.why.{}": Why,
    "members.account.{}": Admission,
    "members.asked_why.{}": AskedWhy,
    "members.help.{}": {command for root, command in routes.COMMANDS if root == "peer"},
    "members.leave.{}": {"forgotten", "kept", "mail"},
    "members.removed_for.{}": RemovedFor,
    "members.reverify.why.{}": AskedWhy,
    "members.standing.{}": {*Standing} - {Standing.LEFT},
    "members.suspended_for.{}": SuspendedFor,
    "platform.{}": ("local", "slack", "discord"),
    "privacy.table.{}": ("what", "why", "how_long"),
    "privacy.{}.title": SECTIONS,
    "privacy.{}.{}": {
        (name, str(number)) for name, count in SECTIONS.items() for number in range(1, count + 1)
    },
    "retention.{}": Rule,
    "rights.mail.choose.{}": ("off", "on"),
    "role.{}": Role,
    "button.{}.numbered": ("polls.ballot", "polls.results"),
    "polls.card.{}": {"open", "closed", "withdrawn"},
    "polls.flaw.{}": {"options", "closes", "meeting", "quorum", "communities", "members"},
    "polls.notice.{}": What,
    "polls.notice.{}.body": What,
    "polls.option.{}": IN_WHICH,
    "polls.outcome.{}": {*Ending} - {Ending.DECIDED},
    "polls.outcome.tie_{}": TieRule,
    "polls.protected.is.{}": {"nobody", "closing", "changes", "turnout"},
    "polls.protected.not.{}": {"operator", "platform", "unanimous", "suggestion"},
    "polls.rule.{}": TieRule,
    "polls.stage.{}": Stage,
    "polls.title.{}": IN_WHICH,
    "polls.{}.{}": {
        *(("method", each) for each in Method),
        *(("tie", each) for each in TieRule),
        *(("deciding", each) for each in Deciding),
        *(("may_add", each) for each in ("no", "yes")),
    },
    "topics.shown.{}": ("no", "yes"),
    "topics.state.{}": {*TopicState} - {TopicState.DRAFT},
    "topics.said.{}": {"supported", "withdrawn"},
    "topics.told.{}": telling.WHAT,
    "topics.told.{}.body": telling.WHAT,
    "undelivered.tried.{}": retrying.Tried,
    "undelivered.{}": {"failed", "failing"},
    "webinars.page.{}": WEBINAR_PAGES,
    "webinars.page.{}.body": WEBINAR_PAGES,
    "webinars.told.{}": WEBINARS_TOLD,
    "webinars.told.{}.body": WEBINARS_TOLD,
    "webinars.{}.body": TOLD_GUESTS,
    "webinars.{}.page": {"again", "confirm"},
    "webinars.{}.subject": TOLD_GUESTS,
    "weekday.{}": tuple("0123456"),
    "time.{}": ("days", "hours", "minutes", "seconds"),
}
# Ids that are said through a variable. (A refusal's is its class's name.)
VARIABLES: Mapping[str, set[str]] = {
    "message": set(),  # of a template
    "refusal.message": set(),
    "said": {"joining.decline.done_silent", "joining.decline.done_told"},
}


def texts(node: ast.AST) -> Iterator[ast.Call]:
    """Every `Text(…)` below this node."""
    calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
    return (call for call in calls if ast.unparse(call.func) == "Text" and call.args)


def said(node: ast.expr) -> set[str]:
    """The ids that an expression stands for."""
    match node:
        case ast.Constant():
            return {literal(node)}
        case ast.JoinedStr(values=pieces):
            return family("".join(literal(piece) or "{}" for piece in pieces))
        case ast.IfExp(body=one, orelse=other):
            return said(one) | said(other)
        case _:
            assert ast.unparse(node) in VARIABLES, f"Text({ast.unparse(node)}): declare it"
            return VARIABLES[ast.unparse(node)]


def literal(node: ast.expr | None) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def family(pattern: str) -> set[str]:
    assert pattern in FAMILIES, f"{pattern}: declare what its hole can hold"
    return {pattern.format(*([hole] if isinstance(hole, str) else hole)) for hole in FAMILIES[pattern]}


def calls() -> list[ast.Call]:
    return [call for file in files("bot", "adapters") for call in texts(tree(file))]


TOLD = re.compile(r"\bt\(\"([a-z_.]+)\"[),]")  # in a page's template


def used() -> set[str]:
    """Every id that the code can say."""
    return refusals().union(in_templates(), *(said(call.args[0]) for call in calls()))


def in_templates() -> set[str]:
    """What pages say: there, each id stands as it is."""
    folder = ROOT / "adapters" / "web" / "templates"
    return {found for file in folder.glob("*.html") for found in TOLD.findall(file.read_text("utf-8"))}


def refusals() -> set[str]:
    return {kind.message for kind in subclasses(Refusal)}


def subclasses(kind: type[Refusal]) -> set[type[Refusal]]:
    own = {kind for kind in kind.__subclasses__() if kind.__module__.startswith("bot.")}
    return own.union(*map(subclasses, own))


def raised() -> Iterator[tuple[str, set[str]]]:
    """Each place where a refusal is made, with the names of the values that it is given."""
    kinds = {kind.__name__: kind.message for kind in subclasses(Refusal)}
    for node in chain.from_iterable(ast.walk(tree(file)) for file in files("bot")):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in kinds:
            values = {keyword.arg for keyword in node.keywords if keyword.arg}
            yield kinds[ast.unparse(node.func)], values - {"card"}
        elif isinstance(node, ast.Raise) and node.exc and ast.unparse(node.exc) in kinds:
            yield kinds[ast.unparse(node.exc)], set()


def given(call: ast.Call) -> set[str] | None:
    """The names of the values that a Text is given; None when that cannot be seen in the source."""
    written = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    if not written:
        return set()
    if isinstance(written[0], ast.Dict) and all(map(literal, written[0].keys)):
        return set(map(literal, written[0].keys))
    return None
