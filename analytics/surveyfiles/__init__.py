"""Survey files as columns: CSV, Parquet and SAV. Pure."""
