"""The shopping room: lists, what is on them and why, ticks in the shop, and putting away."""
