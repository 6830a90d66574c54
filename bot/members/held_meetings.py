"""What is held about meetings, and what members have of them. Never what is said there."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("meetings", "number id kind state wall zone minutes starts_at zone_data", "meeting", Rule.NETWORK),
    held("meetings", "theme_en theme_fr recording", "meeting", Rule.NETWORK),
    held("meetings", "link note_en note_fr", "before_meeting", Rule.MEETING),
    held("questions", "id meeting_id mark words", "questions", Rule.MEETING),
    held("scrubs", "meeting_id questions", "scrubs", Rule.NETWORK),
    held("meetings", "languages interpretation breakouts capacity breaks line", "meeting", Rule.NETWORK),
    held("meetings", "sequence revision news told telling stamp", "telling", Rule.NETWORK),
    held("meetings", "reminds_at hosts_at hosting reminding", "telling", Rule.NETWORK),
    held("meetings", "attended", "counts", Rule.NETWORK),
    held("meetings", "facilitators", "facilitators", Rule.DEED),
    held("seats", "meeting_id member uid news sequence told_by told_as called_off", "invitation", Rule.SEAT),
    held("seats", "under_way shift", "invitation", Rule.SEAT),
    held("seats", "answer answered_to answered_at placed line wish", "answer", Rule.SEAT),
    held("seats", "reasoned rated", "said_once", Rule.SEAT),
    held("former_entries", "id member meeting_id uid sequence address", "former", Rule.LETTER),
    held("clock_changes", "meeting_id zone rules was", "clocks", Rule.NETWORK),
    held("decline_counts", "meeting_id reason n", "counts", Rule.NETWORK),
    held("feedback", "meeting_id question n total", "counts", Rule.NETWORK),
    held("reminder_choices", "member way week day hour", "reminders", Rule.PERSON),
    held("calendar_feeds", "member token made_at", "feed", Rule.PERSON),
)
