"""What the books of a month say: waste, spending, what was cooked, and how long the stock lasts."""
