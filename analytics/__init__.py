"""Results: snapshots, weights, tables and figures."""
