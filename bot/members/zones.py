"""The time zones that people choose from: every rule that is in force somewhere in Canada, under the names
that people there know, from west to east. Anybody else's comes from their platform."""

ZONES = (
    "America/Vancouver",
    "America/Whitehorse",
    "America/Yellowknife",
    "America/Cambridge_Bay",
    "America/Edmonton",
    "America/Regina",
    "America/Winnipeg",
    "America/Rankin_Inlet",
    "America/Atikokan",
    "America/Toronto",
    "America/Montreal",
    "America/Iqaluit",
    "America/Moncton",
    "America/Halifax",
    "America/Blanc-Sablon",
    "America/Goose_Bay",
    "America/St_Johns",
)
