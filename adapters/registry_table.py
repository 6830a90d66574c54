"""The registry as an operator reads it: a table that can be imported again, or a few lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from adapters.listings import minute
from adapters.registry_rows import COLUMNS
from adapters.registry_words import PARTING, written
from bot.communities.importing import Plan
from bot.communities.model import Community
from bot.communities.registry import Communities, Listed

FOUND = 20  # of what fits a query
NAMED = 5  # of a kind of change: the rest is counted


# ---- a table


def table(communities: Communities) -> Iterator[str]:
    """Row by row, with their ends: importing it into an empty database makes the same registry."""
    yield _row(COLUMNS)
    for community in sorted(communities, key=lambda each: each.id):
        yield _row(_cells(community, communities.of(community.id)))


def _cells(community: Community, listed: Sequence[Listed]) -> Iterator[str]:
    """What one list declares stands in the columns, all else of the domains in the last one."""
    declared = [each for each in listed if each.source]
    first = declared[0] if declared else Listed(community.id, "")
    theirs = [each for each in declared if _list_of(each) == _list_of(first)]
    learned = [word for each in listed for word in written(each, first)]
    cells = {
        **{name: getattr(community, name, "") for name in COLUMNS},
        "aliases": ";".join(community.aliases),
        "domains": " ".join(each.domain for each in theirs),
        "source": first.source,
        "confidence": "source" if first.sourced else "general" if declared else "",
        "as_of": first.as_of,
        "learned": PARTING.join(learned),
    }
    return (str(cells[name]) for name in COLUMNS)


def _list_of(listed: Listed) -> tuple[str, bool, str]:
    return listed.source, listed.sourced, listed.as_of


def _row(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue()


# ---- about a community


def about(communities: Communities, community: Community, now: datetime, life: timedelta) -> Iterator[str]:
    names = dict.fromkeys([community.name, community.name_fr, *community.aliases])
    yield f"{community.id}  {' / '.join(filter(None, names))}"
    kind = " ".join(filter(None, [community.kind, community.type_code]))
    mail = f", the office's mail: {community.mail_class}" if community.mail_class else ""
    yield f"  {kind}, {community.province}{mail}"
    if community.parent_id:
        yield f"  belongs to {_named(communities, community.parent_id)}"
    children = [each.id for each in communities if each.parent_id == community.id]
    if children:
        more = f" and {len(children) - NAMED} more" if len(children) > NAMED else ""
        yield f"  to it belong {', '.join(children[:NAMED])}{more}"
    if community.note:
        yield f"  note: {community.note}"
    for listed in communities.of(community.id):
        yield f"  {listed.domain}: {', '.join(_known(listed, now, life))}"


def _known(listed: Listed, now: datetime, life: timedelta) -> Iterator[str]:
    if listed.source:
        certain = "" if listed.sourced else " (one witness)"
        yield f"listed by {listed.source}{certain}, {listed.as_of or 'undated'}"
    if listed.confirmed_at:
        yield f"confirmed {minute(listed.confirmed_at)} by {listed.confirmed_by}"
    if listed.revoked_at:
        yield f"revoked {minute(listed.revoked_at)} by {listed.revoked_by}"
    elif not listed.stands:
        yield "not listed any more"
    elif listed.is_stale(now, life):
        yield "stale"


def _named(communities: Communities, community_id: str) -> str:
    community = communities.get(community_id)
    return f"{community_id} ({community.name})" if community else f"{community_id}, which is nowhere"


# ---- about an import


def report(plan: Plan) -> Iterator[str]:
    yield (
        f"communities: {len(plan.added):,} added, {len(plan.changed):,} changed,"
        f" {plan.same:,} left as they are"
    )
    for change in plan.changed[:NAMED]:
        yield f"  {change.community.id} {change.community.name}: {', '.join(change.fields)}"
    if len(plan.changed) > NAMED:
        yield f"  and {len(plan.changed) - NAMED:,} more"
    yield (
        f"domains: {len(plan.listed):,} added, {len(plan.relisted):,} changed,"
        f" {len(plan.fallen):,} no longer listed, {plan.same_listed:,} left as they are"
    )
    yield from _some("no longer listed", [f"{each.domain} of {each.community_id}" for each in plan.fallen])
    yield from _some("only confirmed now", [f"{each.domain} of {each.community_id}" for each in plan.kept])
    if plan.withdrawn:
        yield f"  withdrawn at their own request, and not taken in: {plan.withdrawn:,}"
    yield from _some("belongs to nowhere", [f"{each.id} ({each.parent_id})" for each in plan.orphans])


def _some(what: str, several: Sequence[str]) -> Iterator[str]:
    if several:
        more = f" and {len(several) - NAMED:,} more" if len(several) > NAMED else ""
        yield f"  {what}: {', '.join(several[:NAMED])}{more}"
