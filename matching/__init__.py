"""Pure functions: absence to definitions, probleemanalyse to routes, pupils to places."""
