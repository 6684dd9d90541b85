"""What a respondent sees next. Pure."""
