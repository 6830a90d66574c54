"""The rules: events in, replies and errands out, no platform."""
