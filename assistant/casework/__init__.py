"""The use cases: plain functions, one file per verb, in the order of the path."""
