"""What the bot answers over HTTP: whether it is healthy, and members' calendar feeds."""
