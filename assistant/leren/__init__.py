"""Learning the order of open routes from decisions and how they ended."""
