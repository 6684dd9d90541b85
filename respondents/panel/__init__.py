"""The panel of a study: people who agreed to be asked, how they come in, and how they leave."""
