"""The pantry room: ingredients, batches of stock and every move of them."""
