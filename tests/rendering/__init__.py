"""What people are shown, against the limits and dangers of where it is shown."""
