"""Somebody asks to join, and the door opens or does not.

1. The form comes in (`actions.submit`): every answer is checked, a request is written, unverified, and the
   errand to send a code to the work mailbox.
2. The right code, the attestation and the consent come in (`actions.verify`): the mailbox is proven, the
   evidence is weighed (`eligibility`, pure, against the registry in `bot.communities`), the request waits and
   its seven days begin.
3. A card appears in the coordinators' room (`errands`, `views`). They assign, ask more, approve, decline
   (`desk`): each checks the right anew, exactly one decision wins. Where the address says too little they
   attest (`attesting`), ask a colleague (`vouching`), approve on a ground (`approving`), and say whose domain
   it was (`confirming`).
4. Approval is one unit: membership, admission on each platform, a welcome, a letter.

A member goes the same way to change employer or mailbox (`changing`), and whoever has another account shows
by a code alone that they are a member already (`linking`).
"""
