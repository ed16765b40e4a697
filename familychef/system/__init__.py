"""The room of who looks after the server: how the house is, and what went wrong in it."""
