"""What membership holds about one person."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, or_, select

from storage.holding import Source, shown
from storage.page_tables import private_pages
from storage.rights_tables import consents, tickets
from storage.statements import Statement
from storage.tables import accounts, audit, errands, marks, postings, profiles, requests
from storage.visit_tables import visits

_PERSON: BindParameter[str] = bindparam("person")
_ACCOUNTS = select(accounts.c.id).where(accounts.c.profile_id == _PERSON)
_ASKED = select(requests.c.id).where(requests.c.applicant == _PERSON)
_PROFILE = Statement(select(*shown(profiles, "doomed_key")).where(profiles.c.id == _PERSON))
_OWN = Statement(select(*shown(accounts)).where(accounts.c.profile_id == _PERSON))
_SAID = Statement(select(*shown(consents)).where(consents.c.member == _PERSON))
_PAGES = Statement(select(*shown(private_pages)).where(private_pages.c.owner == _PERSON))
_VISITS = Statement(select(*shown(visits)).where(visits.c.member == _PERSON))
_LINK = Statement(select(*shown(tickets)).where(tickets.c.member == _PERSON))
_CARDS = Statement(select(*shown(postings)).where(postings.c.subject == _PERSON))
_REQUESTED = Statement(select(*shown(postings)).where(postings.c.subject.in_(_ASKED)))
_ERRANDS = Statement(
    select(*shown(errands, "subject", "recipient", "key", "order_key")).where(
        or_(
            errands.c.recipient == _PERSON,
            errands.c.recipient.in_(_ACCOUNTS),
            errands.c.subject == _PERSON,
            errands.c.subject.in_(_ASKED),
        )
    )
)
_ABOUT = Statement(select(*shown(audit)).where(audit.c.subject == _PERSON))
_DECIDED = Statement(select(*shown(audit)).where(audit.c.subject.in_(_ASKED)))
_BY = Statement(
    select(*shown(audit)).where(
        audit.c.actor == _PERSON, audit.c.subject != _PERSON, audit.c.subject.not_in(_ASKED)
    )
)
_MARKS = Statement(select(*shown(marks)).where(marks.c.actor == _PERSON))

SOURCES = (
    Source(profiles, _PROFILE, own="id", keys=frozenset({"key_id"})),
    Source(accounts, _OWN, own="profile_id", people=frozenset({"profile_id"})),
    Source(private_pages, _PAGES, people=frozenset({"owner"})),
    Source(consents, _SAID, people=frozenset({"member"})),
    Source(visits, _VISITS, people=frozenset({"member"})),
    Source(tickets, _LINK, people=frozenset({"member"})),
    Source(postings, _CARDS, mixed=frozenset({"subject"})),
    Source(postings, _REQUESTED, mixed=frozenset({"subject"})),
    Source(errands, _ERRANDS),
    Source(audit, _DECIDED, people=frozenset({"actor"}), mixed=frozenset({"subject", "detail"})),
    Source(audit, _ABOUT, people=frozenset({"actor"}), mixed=frozenset({"subject", "detail"})),
    Source(audit, _BY, people=frozenset({"actor"}), mixed=frozenset({"subject", "detail"})),
    Source(marks, _MARKS, people=frozenset({"actor"})),
)
