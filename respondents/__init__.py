"""Fieldwork: waves, quotas, interviews and submissions."""
