"""Companies that send respondents: signed links, outcomes, callbacks, caps."""
