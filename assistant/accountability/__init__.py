"""Documents that account for Leerplek, made from what runs."""
