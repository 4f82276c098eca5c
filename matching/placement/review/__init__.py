"""What a committee asks about a proposal: prices, what-ifs, clashes, choices."""
