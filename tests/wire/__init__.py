"""Real connections on loopback: the official clients against servers that keep the rules."""
