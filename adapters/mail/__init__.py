"""Letters: what they are made of and how they are delivered."""
