"""Pages of respondents. None of them reads the session or the account."""
