"""Signs of careless answers. Pure."""
