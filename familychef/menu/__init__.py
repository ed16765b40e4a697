"""The menu room: dishes, recipes, publishing and what can be cooked now."""
