"""Forms of fieldwork: they validate, they do not decide."""
