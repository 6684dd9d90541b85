"""What an analyst asks of a survey file: weights, estimates and tables from one specification. Pure."""
