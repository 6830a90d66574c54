"""Who supports which topic, as rows that stay where support was given, whatever is merged into what."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, String, bindparam, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from storage.keyring import Keyring
from storage.statements import Database, Statement
from storage.topic_tables import topic_supports, topics

_ROOT: BindParameter[str] = bindparam("root")
_MEMBER = topic_supports.c.member == bindparam("member")
_GROUP = select(topics.c.id).where(topics.c.root == _ROOT)
_JOINED = topic_supports.join(topics, topics.c.id == topic_supports.c.topic_id)
_ROOTS = select(topics.c.root).select_from(_JOINED).where(_MEMBER)

_HOLD = Statement(select(topics.c.root).where(topics.c.id == bindparam("id")).with_for_update())
_SUPPORT = Statement(
    insert(topic_supports).on_conflict_do_nothing(
        index_elements=[topic_supports.c.topic_id, topic_supports.c.member]
    ),
    ["topic_id", "member"],
)
_SUPPORTS = Statement(
    select(topic_supports.c.topic_id).select_from(_JOINED).where(topics.c.root == _ROOT, _MEMBER).limit(1)
)
_WITHDRAW = Statement(delete(topic_supports).where(_MEMBER, topic_supports.c.topic_id.in_(_GROUP)))
_SUPPORTED = Statement(_ROOTS)
_COUNTED = (
    select(func.count(topic_supports.c.member.distinct()))
    .where(topic_supports.c.topic_id.in_(_GROUP))
    .scalar_subquery()
)
_COUNT = Statement(update(topics).where(topics.c.id == _ROOT).values(supporters=_COUNTED))
_SHARE = Statement(
    insert(topic_supports)
    .from_select(
        ["topic_id", "member"],
        select(bindparam("other", type_=String), topic_supports.c.member).where(
            topic_supports.c.topic_id.in_(_GROUP)
        ),
    )
    .on_conflict_do_nothing()
)
_DROP_SUPPORTS = Statement(delete(topic_supports).where(topic_supports.c.topic_id.in_(_GROUP)))
_DROP = Statement(delete(topics).where(topics.c.root == _ROOT))
_OTHERS = topic_supports.alias("others")
_HAND_OVER = Statement(
    update(topic_supports)
    .where(
        topic_supports.c.member == bindparam("one"),
        ~exists().where(
            _OTHERS.c.topic_id == topic_supports.c.topic_id, _OTHERS.c.member == bindparam("other")
        ),
    )
    .values(member=bindparam("other"))
)
_OWNED = (topics.c.proposer == bindparam("member"), text("proposer <> ''"))
_HAND_OVER_OWN = Statement(
    update(topics)
    .where(topics.c.proposer == bindparam("one"), text("proposer <> ''"))
    .values(proposer=bindparam("other"))
)
# Each of them is counted once under a root.
FORGET = (
    Statement(update(topics).where(topics.c.id.in_(_ROOTS)).values(supporters=topics.c.supporters - 1)),
    Statement(delete(topic_supports).where(_MEMBER)),
    Statement(update(topics).where(*_OWNED).values(proposer="", shown=False)),
)


class SqlSupports:
    """The half of `Topics` that is about support."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def support(self, topic_id: str, member: str) -> bool:
        self._keyring.hold(member)
        root = self.hold(topic_id)
        if not root or self._is_supported(root, member):
            return False
        self._database.change(_SUPPORT, {"topic_id": topic_id, "member": member})
        self.count(root)
        return True

    def withdraw(self, topic_id: str, member: str) -> bool:
        root = self.hold(topic_id)
        found = self._database.change(_WITHDRAW, {"root": root, "member": member})
        self.count(root)
        return found > 0

    def supports(self, topic_id: str, member: str) -> bool:
        return self._is_supported(self.hold(topic_id), member)

    def supported(self, member: str) -> Sequence[str]:
        rows = self._database.rows(_SUPPORTED, {"member": member})
        return sorted({row.root for row in rows})

    def share(self, one: str, other: str) -> None:
        self._database.change(_SHARE, {"root": self.hold(one), "other": other})
        self.count(self.hold(other))

    def drop(self, topic_id: str) -> bool:
        self.hold(topic_id)
        self._database.change(_DROP_SUPPORTS, {"root": topic_id})
        return self._database.change(_DROP, {"root": topic_id}) > 0

    def hand_over(self, one: str, other: str) -> None:
        roots = self.supported(one)
        self._database.change(_HAND_OVER, {"one": one, "other": other})
        self._database.change(_HAND_OVER_OWN, {"one": one, "other": other})
        self._database.change(FORGET[1], {"member": one})
        for root in roots:
            self.count(root)

    def forget(self, member: str) -> None:
        for statement in FORGET:
            self._database.change(statement, {"member": member})

    # ---- what belongs together

    def hold(self, topic_id: str) -> str:
        """The one under which its support counts. Neither changes before this transaction ends: whoever
        counts after that has seen what this one did."""
        root: str = self._database.value(_HOLD, {"id": topic_id}) or ""
        if root and root != topic_id:
            self._database.value(_HOLD, {"id": root})
        return root

    def count(self, root: str) -> None:
        self._database.change(_COUNT, {"root": root})

    def _is_supported(self, root: str, member: str) -> bool:
        return self._database.row(_SUPPORTS, {"root": root, "member": member}) is not None
