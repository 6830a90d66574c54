"""What the ports promise, over SQLite and PostgreSQL alike."""
