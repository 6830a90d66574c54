"""Facts about the bot, each a sentence that runs."""
