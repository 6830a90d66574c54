"""A list of communities that an operator takes in: what it would change, and then all of it or nothing.

A list speaks of the communities that it names, and of the columns that it has. What people confirmed or
revoked is newer than any list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from bot.audit import OPERATOR, Action
from bot.auditing import record
from bot.communities.model import Community
from bot.communities.registry import Communities, Listed
from bot.ports import Turn

FIELDS = frozenset(field.name for field in fields(Community)) - {"id"}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a list says. `columns` are the fields of a community that it knows, and `domains` if it does."""

    columns: Collection[str]
    communities: Sequence[Community]
    listed: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Change:
    """A community as it would be, and which of its fields would be others."""

    community: Community
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do. `listed` and `relisted` are domains that it adds or speaks of otherwise, `fallen`
    those that it does not list any more, `kept` those of them that somebody confirmed; `orphans` communities
    whose `parent_id` is nowhere; `withdrawn` how many
    asked not to be named, of which nothing is taken in."""

    added: tuple[Community, ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0
    listed: tuple[Listed, ...] = ()
    relisted: tuple[Listed, ...] = ()
    fallen: tuple[Listed, ...] = ()
    kept: tuple[Listed, ...] = ()
    same_listed: int = 0
    orphans: tuple[Community, ...] = ()
    withdrawn: int = 0

    @property
    def communities(self) -> Sequence[Community]:
        return [*self.added, *(change.community for change in self.changed)]

    @property
    def domains(self) -> Sequence[Listed]:
        return [*self.listed, *self.relisted, *self.fallen, *self.kept]

    @property
    def is_nothing(self) -> bool:
        return not (self.communities or self.domains)


def take_in(turn: Turn, declared: Declared, *, rehearse: bool = False) -> Plan:
    """What a list changes, stored unless it is a rehearsal; when it changes nothing, nothing is written."""
    registry, known = turn.unit.registry, turn.world.communities
    registry.hold()
    known.apply(registry.since(known.version))  # others may have been at work since this process began
    plan = weigh(known, declared)
    if not (rehearse or plan.is_nothing):
        registry.save(plan.communities, plan.domains)
        record(turn, Action.REGISTRY_IMPORTED, "", actor=OPERATOR, detail=" ".join(_counted(plan)))
    return plan


def weigh(known: Communities, declared: Declared) -> Plan:
    before_that = len(declared.communities)
    wanted = [each for each in declared.communities if not known.has_withdrawn(each.id)]
    declared = replace(
        declared,
        communities=wanted,
        listed=[each for each in declared.listed if not known.has_withdrawn(each.community_id)],
    )
    met = [(known.get(each.id), each) for each in declared.communities]
    changes = [Change(*_merged(before, each, declared.columns)) for before, each in met if before]
    domains = [(known.listed(each.key), each) for each in declared.listed]
    relisted = [(before, _declared(before, each)) for before, each in domains if before]
    fallen = list(_fallen(known, declared)) if "domains" in declared.columns else []
    return Plan(
        withdrawn=before_that - len(wanted),
        added=tuple(each for before, each in met if before is None),
        changed=tuple(change for change in changes if change.fields),
        same=sum(not change.fields for change in changes),
        listed=tuple(each for before, each in domains if before is None),
        relisted=tuple(now for before, now in relisted if now != before),
        fallen=tuple(each for each in fallen if not each.stands),
        kept=tuple(each for each in fallen if each.stands),
        same_listed=sum(now == before for before, now in relisted),
        orphans=tuple(_orphans(known, declared)),
    )


def _merged(
    before: Community, declared: Community, columns: Collection[str]
) -> tuple[Community, tuple[str, ...]]:
    said = {name: getattr(declared, name) for name in sorted(FIELDS & set(columns))}
    differing = tuple(name for name, value in said.items() if value != getattr(before, name))
    return replace(before, **said), differing


def _declared(before: Listed, listed: Listed) -> Listed:
    declared = (
        before.declare(listed.source, listed.as_of, sourced=listed.sourced) if listed.source else before
    )
    return declared.newest_word(listed)


def _fallen(known: Communities, declared: Declared) -> Iterator[Listed]:
    """What some list declared for a community, and this one does not."""
    said = {each.key for each in declared.listed if each.source}
    for community in declared.communities:
        for each in known.of(community.id):
            if each.source and each.key not in said:
                yield each.declare("", "", sourced=False)


def _orphans(known: Communities, declared: Declared) -> Iterator[Community]:
    there = {each.id for each in declared.communities}
    for each in declared.communities:
        if each.parent_id and each.parent_id not in there and known.get(each.parent_id) is None:
            yield each


def _counted(plan: Plan) -> Iterator[str]:
    for name in ("added", "changed", "listed", "relisted", "fallen", "kept"):
        yield f"{name}={len(getattr(plan, name))}"
