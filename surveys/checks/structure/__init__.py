"""Pages, lists, bounds, defaults, pictures and loops that do not fit together."""
