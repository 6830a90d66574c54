"""Every table. The comment of a column says what it holds and why that may be kept.

Sealed columns are readable with the data key of one person only, and no longer once that is destroyed.
Fingerprints are keyed: they answer "is it the same?" and nothing else. No unique key holds a personal
value, because databases quote those in their errors and logs.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from storage import (
    ballot_tables,
    feed_tables,
    meeting_tables,
    page_tables,
    poll_tables,
    question_tables,
    rights_tables,
    topic_tables,
    visit_tables,
    webinar_tables,
)
from storage.columns import code, count, index, later_code, later_truth, number, row_id, sealed, truth
from storage.types import Fingerprint, Moment, Sealed
from storage.witness_tables import communities

metadata = communities.metadata  # of all tables, those of `witness_tables` and `meeting_tables` too
KEYS_SCHEMA = ballot_tables.KEYS_SCHEMA
HEAD = "0022"  # the revision of `migrations` that these tables are
# Conditions of partial indexes, which a query has to repeat word for word for SQLite to use them.
DOOMED = "doomed_key <> ''"
OPEN = "(state IN ('unverified', 'waiting', 'needs_information') OR held_until IS NOT NULL)"
DECIDABLE = "state IN ('waiting', 'needs_information')"
INSIDE = "standing IN ('member', 'suspended')"
ASKED = "asked_at IS NOT NULL"
UNVERIFIED = "state = 'unverified'"
FAILED = "result IN ('never', 'unknown')"
FAILING = "settled_at IS NULL AND code <> ''"
STRANGER = "standing = 'outside' AND key_id <> ''"
PARTED = "standing IN ('left', 'removed') AND key_id <> ''"
FORGOTTEN = "forgotten_at IS NOT NULL"
TOLD_US = "decided_at IS NOT NULL AND mailbox IS NOT NULL"
HANDLED = "decided_at IS NOT NULL AND (assigned_to <> '' OR decided_by <> '' OR first_by <> '')"
NAMING = "(actor NOT IN ('', 'clock', 'operator') OR subject <> '' OR detail <> '')"

profiles = Table(
    "profiles",
    metadata,
    Column("id", String, primary_key=True, comment="random; all that stays of somebody who was forgotten"),
    code("key_id", "the data key of this person; empty when forgotten"),
    code("doomed_key", "the data key to destroy when forgotten, until that is known to be done"),
    count("revision", "counts changes, so that none is lost between two processes"),
    code("standing", "outside, member, suspended, removed or left: what the network needs to know"),
    sealed("name", "what to call them"),
    sealed("address", "where their letters go"),
    Column("mailbox", Fingerprint, comment="keyed fingerprint: one member a proven mailbox"),
    code("language", "en or fr: in which they are spoken to"),
    code("zone", "IANA zone: in which moments are shown to them"),
    Column("known_at", Moment, nullable=False, comment="since when the network knows of them"),
    code("community_id", "row of the registry for whom they work; empty when forgotten"),
    sealed("community_typed", "for whom they work, when the registry has no row"),
    code("mail_consent", "version of the text by which they agreed to mail: the law asks for the record"),
    Column("consented_at", Moment, comment="when they agreed: the law asks for the record"),
    Column("joined_at", Moment, comment="membership began"),
    Column("left_at", Moment, comment="membership ended"),
    later_code("reason", "code of why they were suspended or removed"),
    Column("coordinated_at", Moment, comment="when they last acted as a coordinator: who else there is"),
    Column("verified_at", Moment, comment="when it was last known that they work there"),
    Column("asked_at", Moment, comment="since when they are asked whether they still do"),
    later_code("asked_why", "code of why they are asked: a year is over, a letter came back, a domain fell"),
    Column("reminded_at", Moment, comment="when they were reminded of that question"),
    Column("reverify_at", Moment, comment="when time alone next brings something about for that"),
    Column("forgotten_at", Moment, comment="when they were forgotten: the row goes a while later"),
    later_truth("mail_off", "they want no mail but answers to what they do"),
    later_code("receipt", "of being forgotten: id of the audit line, until the letter with it has gone out"),
    index("ix_profiles_inside", "id", where=INSIDE),
    index("ix_profiles_community_id", "community_id", "id", where=INSIDE),
    index("ix_profiles_reverify_at", "reverify_at", where="reverify_at IS NOT NULL"),
    index("ix_profiles_asked", "reverify_at", "id", where=ASKED),
    index("ix_profiles_coordinated_at", "coordinated_at", where="coordinated_at IS NOT NULL"),
    index("ix_profiles_doomed_key", "doomed_key", where=DOOMED),
    index("ix_profiles_strangers", "known_at", where=STRANGER),
    index("ix_profiles_parted", "standing", "left_at", where=PARTED),
    index("ix_profiles_forgotten", "forgotten_at", where=FORGOTTEN),
    index("uq_profiles_mailbox", "mailbox", where="mailbox IS NOT NULL", unique=True),
    sqlite_with_rowid=False,
)

accounts = Table(
    "accounts",
    metadata,
    number("the order in which accounts were linked"),
    row_id("random; named in errands"),
    Column(
        "profile_id", ForeignKey(profiles.c.id), nullable=False, index=True, comment="whose account it is"
    ),
    Column(
        "fingerprint", Fingerprint, nullable=False, unique=True, comment="keyed fingerprint of `identity`"
    ),
    sealed("identity", "platform, workspace and user id: to reach and admit them"),
    code("admission", "whether this account was let into the members' room"),
    code("problem", "code of what went wrong in admitting"),
    later_truth("directs_closed", "takes no direct messages: what is to be said goes by mail"),
    count("revision", "counts changes, so that none is lost between two processes"),
)

requests = Table(
    "requests",
    metadata,
    number("the order in which requests were made"),
    row_id("random; people quote its beginning"),
    Column("applicant", ForeignKey(profiles.c.id), nullable=False, index=True, comment="profile id"),
    code("state", "where the request stands"),
    count("revision", "counts changes: of two who decide at once, one wins"),
    sealed("name", "who asks"),
    sealed("address", "the mailbox to prove, as typed"),
    Column("mailbox", Fingerprint, comment="keyed fingerprint: to find earlier requests of one mailbox"),
    code("community_id", "row of the registry for whom they say they work"),
    sealed("community_typed", "for whom they say they work, when the registry has no row"),
    code("work_role", "staff, elected official, contractor or other"),
    truth("insisted", "they want a person to look although the rules advise against it"),
    code("evidence", "code: how strong the evidence of the mailbox is"),
    code("reasons", "codes, parted by spaces: why"),
    Column("asked_at", Moment, nullable=False, comment="when they asked"),
    Column("proven_at", Moment, comment="when the mailbox was proven"),
    code("attestation", "version of the text that they attested"),
    Column("answer_by", Moment, comment="by when the network promised an answer"),
    Column("paused_at", Moment, comment="since when that promise waits for their answer"),
    code("assigned_to", "profile id of the coordinator who looks at it"),
    code("decided_by", "profile id of the coordinator who decided"),
    Column("decided_at", Moment, comment="when it was over"),
    code("reason", "code of the reason for declining"),
    truth("silent", "closed without a message"),
    later_code("purpose", "to join, to change employer or mailbox, or to link an account", "join"),
    Column("reminds_at", Moment, comment="when time alone next brings something about for it"),
    Column("broken_at", Moment, comment="when the promise to answer was broken"),
    Column("held_until", Moment, comment="until then nobody outside hears of the decision"),
    later_code("first_by", "profile id of who approved first, where it takes two"),
    later_truth("unsure", "what they typed may mean a row of the registry, and they have not said which"),
    index("ix_requests_decidable", "answer_by", where=DECIDABLE),
    index("ix_requests_reminds_at", "reminds_at", where="reminds_at IS NOT NULL"),
    index("ix_requests_held_until", "held_until", where="held_until IS NOT NULL"),
    index("uq_requests_open", "applicant", where=OPEN, unique=True),
    index("ix_requests_proven", "mailbox", where="proven_at IS NOT NULL"),
    index("ix_requests_told_us", "decided_at", where=TOLD_US),
    index("ix_requests_handled", "decided_at", where=HANDLED),
    index("ix_requests_unverified", "asked_at", where=UNVERIFIED),
    index("ix_requests_unproven", "mailbox", where=UNVERIFIED),
)

writings = Table(
    "writings",
    metadata,
    Column("request_id", ForeignKey(requests.c.id), primary_key=True, comment="to which request it belongs"),
    Column("kind", String, primary_key=True, comment="line, question, answer, note or former"),
    Column("sealed", Sealed, nullable=False, comment="sealed: what a person handed over by a form"),
    Column("expires_at", Moment, comment="when it is deleted; a while after the request is over"),
    index("ix_writings_expires_at", "expires_at", where="expires_at IS NOT NULL"),
    sqlite_with_rowid=False,
)

postings = Table(
    "postings",
    metadata,
    Column("subject", String, primary_key=True, comment="id of what is shown"),
    Column("platform", String, primary_key=True, comment="where it is shown"),
    code("reference", "names the message on that platform, to show it anew in the same place"),
    sqlite_with_rowid=False,
)

errands = Table(
    "errands",
    metadata,
    number("the order in which errands were written"),
    row_id("random; names the letter or message that comes of it"),
    code("kind", "what is to be done"),
    code("subject", "id of what it is about"),
    code("recipient", "id of whom it is for"),
    Column("key", String, nullable=False, unique=True, comment="of ids: written twice is written once"),
    code("order_key", "errands of one such key are done in the order in which they were written"),
    Column("due", Moment, nullable=False, comment="not before that moment"),
    Column("written", Moment, nullable=False, comment="since when it waits, to know when to give up"),
    count("attempt", "counts claims: a settlement belongs to one of them"),
    truth("interrupted", "the claim before this one ran out without a word"),
    Column("lease_until", Moment, comment="claimed until then"),
    Column("settled_at", Moment, comment="when it ended; deleted a while later"),
    code("result", "how it ended"),
    code("code", "why the last attempt failed: a code of ours, never a server's words"),
    index("ix_errands_due", "due", "number", where="settled_at IS NULL"),
    index("ix_errands_lease", "lease_until", where="lease_until IS NOT NULL"),
    index("ix_errands_order", "order_key", "number", where="settled_at IS NULL AND order_key <> ''"),
    index("ix_errands_settled", "settled_at", where="settled_at IS NOT NULL"),
    index("ix_errands_failed", "number", where=FAILED),
    index("ix_errands_failing", "number", where=FAILING),
)

audit = Table(
    "audit",
    metadata,
    number("the order in which things were done"),
    row_id("random; names the line when somebody asks about it"),
    Column("at", Moment, nullable=False, comment="when it was done"),
    code("actor", "profile id of whoever did it, or the operator, or time alone; emptied after a while"),
    code("action", "code: what was done"),
    code("subject", "id of what it was done to; emptied after a while"),
    code("reason", "code: why"),
    code("detail", "codes and ids: from what to what; emptied after a while"),
    Index("ix_audit_subject", "subject", "number"),
    index("ix_audit_naming", "at", where=NAMING),
    Index("ix_audit_actor", "actor", "number"),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String, primary_key=True, comment="what all processes share a moment of"),
    Column("at", Moment, nullable=False, comment="since when it is so, or when it was last done"),
    code("actor", "profile id of whoever did it, or the operator, or time alone"),
    sqlite_with_rowid=False,
)

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True, comment="what one process at a time does for all"),
    code("holder", "random; which process"),
    Column("until", Moment, nullable=False, comment="the process has it until then"),
    sqlite_with_rowid=False,
)

told = Table(
    "told",
    metadata,
    Column("name", String, primary_key=True, comment="what another side was told"),
    code("fingerprint", "digest of what it was told last, to tell it nothing twice"),
    sqlite_with_rowid=False,
)

meetings, seats = meeting_tables.meetings, meeting_tables.seats
calendar_feeds = feed_tables.calendar_feeds
questions, scrubs = question_tables.questions, question_tables.scrubs
private_pages = page_tables.private_pages
visits = visit_tables.visits
polls = poll_tables.polls
consents, tickets = rights_tables.consents, rights_tables.tickets
topics, topic_supports = topic_tables.topics, topic_tables.topic_supports
webinar_guests = webinar_tables.webinar_guests
ballots, ballot_boxes = ballot_tables.ballots, ballot_tables.ballot_boxes

wrapped_keys = Table(
    "wrapped_keys",
    metadata,
    Column("id", String, primary_key=True, comment="random; or the name of the index key"),
    Column(
        "wrapped", Sealed, nullable=False, comment="a key, sealed with the main key, which is never stored"
    ),
    Column("minted_at", Moment, nullable=False, comment="keys that nobody got are destroyed a day later"),
    schema=KEYS_SCHEMA,
)

destroyed_keys = Table(
    "destroyed_keys",
    metadata,
    Column("id", String, primary_key=True, comment="random; a key that no backup may bring back"),
    Column("destroyed_at", Moment, nullable=False, comment="kept until no backup has that key any more"),
    schema=KEYS_SCHEMA,
    sqlite_with_rowid=False,
)
