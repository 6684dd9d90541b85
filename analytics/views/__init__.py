"""Pages of the committee: studies, waves, quota boards and results."""
