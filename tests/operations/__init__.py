"""What whoever keeps the bot running does: locks, clocks, keys, backups, going back a version."""
