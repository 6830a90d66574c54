"""Themes that members bring: suggested, supported, gathered, and in the end the theme of a meeting.

1. A member suggests one (`suggesting`); where two like it stand already, in either language, they are asked
   whether they would rather support one of those (`likeness`, pure).
2. Members support what they want to talk about, and withdraw that (`supporting`). Only counts are shown.
3. Facilitators merge, split, shortlist, park and answer (`hosting`, `merging`): whoever suggested a theme is
   told (`telling`). Support stays where it was given, so that nothing of it is lost or counted twice.
4. What a poll has decided is `choosing`'s: the theme is chosen, and whoever brought it is thanked.
"""
