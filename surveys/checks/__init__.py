"""What is wrong with a questionnaire. Pure."""
