"""Files to and from questionnaires. Pure."""
