"""What people may ask of the network about themselves.

`looking` shows what is held about somebody and why (each store says so: `ports.Holder`), and the privacy
notice; `exporting` hands all of it over as a file, by a link that is good once or by a letter; `forgetting`
parts with somebody for good, with a receipt; `mailing` stops and resumes mail. `by_mail` is all of this for
people without an account in a chat.
"""
