"""Orders from the cart to the plate, and the display the chef works from."""
