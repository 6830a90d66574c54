"""All that may be shown, in one place, for whoever only words things."""

from tests.wire.discord.commands import check_choices, check_commands
from tests.wire.discord.messages import check_message
from tests.wire.discord.modals import check_modal

__all__ = ["check_choices", "check_commands", "check_message", "check_modal"]
