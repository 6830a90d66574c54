"""A few meetings a year: planned, invited to, reminded of, moved, cancelled, never recorded.

1. A facilitator or coordinator plans one (`planning`): wall time and zone are what is promised (`walltime`),
   what is worth a second look is pointed out (`cadence`), and nobody hears of it before they confirm.
2. Every member is invited by a letter that their calendar can answer (`inviting`, `errands`), with the
   approval too; each change is told by its rule (`changes`): some ask everybody again, some do not. Whoever
   leaves is called off.
3. Members answer, here or in their calendar (`answering`): going, maybe, cannot. Only counts are shown. A
   workshop may have so many places and a list of those who wait for one (`places`).
4. Reminders go out at their moments (`reminders`, pure, and `reminding`), in the reader's language and time.
5. Those who run it have their evening (`hosting`); afterwards members say how it was (`rating`, by mail too).
"""
