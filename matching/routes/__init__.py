"""From a probleemanalyse to routes: weigh, rank, plan, and what is still to ask."""
