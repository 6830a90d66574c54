"""Themes are gathered under one and taken apart again, and one that holds two is made two.

Support stays where members gave it: under the one that others were merged into, each supporter is counted
once, and whatever is taken apart has its own again. Of one that is split, both have the supporters of both.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answers import check
from bot.chat import CHOICES_LIMIT, Press, Submission, Text
from bot.errors import Invalid, Stale
from bot.ports import Turn
from bot.replies import Ask, Reply, Say
from bot.topics import finding, forms, hosting, telling
from bot.topics.errors import NoSuchTopic
from bot.topics.likeness import concepts, likeness, same
from bot.topics.model import STANDING, Topic
from bot.topics.suggesting import COMPARED

# ---- into another


def open_merge(turn: Turn, press: Press) -> Reply:
    """Those that it is most like come first; without another one there is nothing to merge it into."""
    topic = hosting.changeable(turn, press, *STANDING)
    others, by_reference = _candidates(turn, topic)
    if not others:
        return Say(hosting.card(turn, topic, Text("topics.merge.alone")))
    return Ask(forms.merge(topic, others, by_reference=by_reference))


def merge(turn: Turn, submission: Submission) -> Reply:
    topic = hosting.changeable(turn, submission, *STANDING)
    into = _chosen(turn, topic, submission)
    saved = hosting.save(
        turn, submission.person, topic.merged(turn.now, into.id), topic.state, "merged", into.id
    )
    gather(turn, topic, into)
    telling.tell(turn, saved, telling.MERGED)
    return Say(hosting.card(turn, finding.by_id(turn, into.id), Text("topics.host.told")))


def gather(turn: Turn, topic: Topic, into: Topic) -> None:
    """What had been merged into it goes along."""
    for each in turn.unit.topics.merged_into(topic.id):
        if not turn.unit.topics.save(each.merged(turn.now, into.id)):
            raise Stale
    if not turn.unit.topics.save(into.touched_by(turn.now)):
        raise Stale


def _candidates(turn: Turn, topic: Topic) -> tuple[list[Topic], bool]:
    """As many as a list holds, and whether there are more."""
    standing = turn.unit.topics.listed(STANDING, 0, COMPARED)
    others = [each for each in standing if each.id != topic.id]
    about = concepts(topic.title)
    others.sort(key=lambda each: -likeness(about, concepts(each.title)))
    return others[:CHOICES_LIMIT], len(others) > CHOICES_LIMIT


def _chosen(turn: Turn, topic: Topic, submission: Submission) -> Topic:
    """From the list, which may have changed since, or by its reference."""
    others, by_reference = _candidates(turn, topic)
    given = submission.values.get("into") or ""
    chosen = turn.unit.topics.get(given) if isinstance(given, str) and given else None
    listed = [chosen, *others] if chosen else others
    answers = check(forms.merge(topic, listed[:CHOICES_LIMIT], by_reference=by_reference), submission.values)
    reference = str(answers.get("reference", ""))
    into = _named(turn, reference) if reference else chosen
    field = "reference" if reference else "into"
    if into is None:
        raise Invalid({field: Text("answers.required")})
    if into.id == topic.id or not into.is_standing:
        raise Invalid({field: Text("topics.merge.cannot")})
    return into


def _named(turn: Turn, reference: str) -> Topic:
    try:
        return finding.by_reference(turn, reference)
    except NoSuchTopic as refusal:
        raise Invalid({"reference": Text(refusal.message, refusal.values)}) from None


# ---- and apart


def open_part(turn: Turn, press: Press) -> Reply:
    topic = hosting.changeable(turn, press, *STANDING)
    merged = turn.unit.topics.merged_into(topic.id)
    if not merged:
        raise Stale(card=hosting.card(turn, topic))
    return Ask(forms.part(topic, merged[:CHOICES_LIMIT]))


def part(turn: Turn, submission: Submission) -> Reply:
    """One of those that were merged stands by itself again, with its own support."""
    topic = hosting.changeable(turn, submission, *STANDING)
    merged = turn.unit.topics.merged_into(topic.id)[:CHOICES_LIMIT]
    which = str(check(forms.part(topic, merged), submission.values)["apart"])
    apart = next(each for each in merged if each.id == which)
    saved = hosting.save(turn, submission.person, apart.reopened(turn.now), apart.state, "parted", topic.id)
    telling.tell(turn, saved, telling.PARTED)
    return Say(hosting.card(turn, saved, Text("topics.host.told")))


# ---- one that holds two


def open_split(turn: Turn, press: Press) -> Reply:
    return Ask(forms.split(hosting.changeable(turn, press, *STANDING)))


def split(turn: Turn, submission: Submission) -> Reply:
    """Whoever supported it supports both, and may withdraw from either."""
    topic = hosting.changeable(turn, submission, *STANDING)
    answers = check(forms.split(topic), submission.values)
    title, second = str(answers["title"]), str(answers["other"])
    if same(title, second):
        raise Invalid({"other": Text("topics.split.same")})
    other = halve(turn, topic, second)
    renamed = topic.renamed(turn.now, title)
    saved = hosting.save(turn, submission.person, renamed, topic.state, "split", other.id)
    telling.tell(turn, other, telling.SPLIT)
    return Say(
        hosting.card(turn, saved, Text("topics.split.done", {"title": second, "reference": other.reference}))
    )


def halve(turn: Turn, topic: Topic, title: str) -> Topic:
    """Another one of whoever brought the first, in the same place, with the same supporters."""
    other = replace(
        topic,
        id=turn.world.entropy.identifier(),
        title=title,
        created=turn.now,
        touched=turn.now,
        answer_en="",
        answer_fr="",
        revision=0,
    )
    turn.unit.topics.add(other)
    turn.unit.topics.share(topic.id, other.id)
    return finding.by_id(turn, other.id)
