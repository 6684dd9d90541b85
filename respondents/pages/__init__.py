"""Pages: markup rendered once per version, population and language, then assembled for each request."""
