"""Pure functions: absence to definitions, answers to routes, pupils to places."""
