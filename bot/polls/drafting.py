"""What is changed of a draft: its words, topics, rules, closing moment, meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import check
from bot.chat import CHOICES_LIMIT, Press, Submission, Text
from bot.errors import Invalid
from bot.meetings import finding as meetings
from bot.meetings.forms import Answered
from bot.meetings.model import Meeting
from bot.meetings.walltime import instant
from bot.polls import finding, forms, host_views
from bot.polls.errors import NotYetReady
from bot.polls.forms import MOST, NONE, YES
from bot.polls.model import Deciding, Method, Option, Poll, TieRule
from bot.ports import Turn
from bot.replies import Ask, Reply, Say
from bot.topics.model import Topic

HIGHEST_QUORUM = 100_000

# ---- words


def open_texts(turn: Turn, press: Press) -> Reply:
    return Ask(forms.texts(finding.draft(turn, press)))


def set_texts(turn: Turn, submission: Submission) -> Reply:
    """In one language or both."""
    draft = finding.draft(turn, submission)
    answered = Answered(forms.texts(draft), submission.values)
    english, french = (
        answered.read(f"options_{code}", forms.read_lines, list[str]()) for code in ("en", "fr")
    )
    options = draft.options
    if not answered.problems:
        options = answered.read(
            "options_fr", lambda _: forms.read_options(english, french, draft.options), options
        )
    title_en, title_fr = answered.text("title_en"), answered.text("title_fr")
    if not title_en and not title_fr:
        answered.problems.setdefault("title_en", Text("answers.required"))
    answered.done()
    return _saved(turn, replace(draft, title_en=title_en, title_fr=title_fr, options=options))


# ---- topics


def open_topics(turn: Turn, press: Press) -> Reply:
    draft = finding.draft(turn, press)
    return Ask(forms.topics(draft, _shortlisted(turn, draft)))


def add_topics(turn: Turn, submission: Submission) -> Reply:
    """Behind what is there already, in the language in which each was suggested."""
    draft = finding.draft(turn, submission)
    shortlisted = _shortlisted(turn, draft)
    chosen = check(forms.topics(draft, shortlisted), submission.values)["topics"]
    added = [each for each in shortlisted if each.id in chosen]
    if len(draft.options) + len(added) > MOST:
        raise Invalid({"topics": Text("polls.options.many", {"n": MOST})})
    first = len(draft.options) + 1
    options = (*draft.options, *(_option(topic, number) for number, topic in enumerate(added, first)))
    return _saved(turn, replace(draft, options=options))


def _shortlisted(turn: Turn, draft: Poll) -> Sequence[Topic]:
    """Those that are no option of it yet; raises `NotYetReady` when there are none."""
    there = {option.topic for option in draft.options}
    found = [topic for topic in turn.unit.topics.shortlisted() if topic.id not in there][:CHOICES_LIMIT]
    if not found:
        raise NotYetReady(card=host_views.card(turn, draft), why=Text("polls.flaw.topics"))
    return found


def _option(topic: Topic, number: int) -> Option:
    french = topic.language == "fr"
    return Option(number, "" if french else topic.title, topic.title if french else "", topic.id)


# ---- rules


def open_rules(turn: Turn, press: Press) -> Reply:
    draft = finding.draft(turn, press)
    return Ask(forms.rules(draft, turn.unit.rolls.electorate()[1]))


def set_rules(turn: Turn, submission: Submission) -> Reply:
    draft = finding.draft(turn, submission)
    answered = Answered(forms.rules(draft, turn.unit.rolls.electorate()[1]), submission.values)
    limit = answered.read("limit", lambda typed: forms.read_number(typed, MOST), 0)
    quorum = answered.read("quorum", lambda typed: forms.read_number(typed, HIGHEST_QUORUM), 0)
    approval = answered.text("method") == Method.APPROVAL
    if approval and not limit:
        answered.problems.setdefault("limit", Text("answers.required"))
    answered.done()
    changed = replace(
        draft,
        method=Method(answered.text("method")),
        limit=limit if approval else 0,
        quorum=quorum,
        tie=TieRule(answered.text("tie")),
        deciding=Deciding(answered.text("deciding")),
    )
    return _saved(turn, changed)


# ---- when it closes


def open_closing(turn: Turn, press: Press) -> Reply:
    draft = finding.draft(turn, press)
    return Ask(forms.closing(draft, "polls.closes", turn.world.network.zone))


def set_closing(turn: Turn, submission: Submission) -> Reply:
    draft, zone = finding.draft(turn, submission), turn.world.network.zone
    answered = Answered(forms.closing(draft, "polls.closes", zone), submission.values)
    wall = answered.wall(turn.now, zone)
    answered.done()
    return _saved(turn, replace(draft, closes=instant(wall, zone)))


# ---- what it is for


def open_scope(turn: Turn, press: Press) -> Reply:
    draft = finding.draft(turn, press)
    return Ask(forms.scope(draft, _meetings(turn)))


def set_scope(turn: Turn, submission: Submission) -> Reply:
    draft = finding.draft(turn, submission)
    values = check(forms.scope(draft, _meetings(turn)), submission.values)
    meeting = str(values["meeting"])
    return _saved(
        turn, replace(draft, meeting="" if meeting == NONE else meeting, may_add=values["may_add"] == YES)
    )


def _meetings(turn: Turn) -> Sequence[Meeting]:
    """Those ahead, as many as a choice has room for beside none."""
    return meetings.ahead(turn)[: CHOICES_LIMIT - 1]


def _saved(turn: Turn, changed: Poll) -> Reply:
    saved = finding.save(turn, replace(changed, revision=changed.revision + 1))
    return Say(host_views.card(turn, saved))
