"""The box for questions to a meeting: asked without a name, read at the meeting, gone with it.

1. A member puts one in (`asking`), from the card of a meeting or by a command. Nobody's name goes with it:
   the transaction writes the question's row and nothing else, under a random id.
2. Those who run the meeting read them from an hour before it (`reading`), in an order that says nothing of
   when they came, and mark what was answered or put aside.
3. When the meeting has ended or is called off, all of it is erased (`scrubbing`), and a receipt in the
   members' room says how much.
"""
