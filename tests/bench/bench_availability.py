"""How long the whole menu takes to judge, beside a yardstick; run `python -m tests.bench.bench_availability`."""

import gc
import random
import sys
from datetime import date, timedelta
from time import perf_counter

from familychef.menu.availability import Line, Recipe, Stock, Swap, judge, judge_menu
from familychef.pantry.shelf import BEST_BEFORE, USE_BY, tally, use_until

TODAY = date(2026, 5, 10)
INGREDIENTS, LOTS, HOLDS, LINES = 300, 1500, 60, 12
DISHES = (100, 1000, 5000)
GOAL_MS = 40
ALLERGENS = ("milk", "nuts", "gluten")


def main():
    pantry = Pantry(random.Random(20260510))
    yard = best(yardstick, 9)
    print(f"yardstick {yard:.2f} ms · python {sys.version.split()[0]}")
    print(f"{INGREDIENTS} ingredients, {LOTS} lots, {HOLDS} holds, {LINES} lines a dish")
    print(f"{'dishes':>7} {'ms':>8} {'us/dish':>8} {'/yardstick':>10} {'growth':>7}  states")
    before = None
    for count in DISHES:
        recipes = [pantry.recipe(dish) for dish in range(count)]
        spent = best(lambda recipes=recipes: judge_menu(recipes, pantry.stock(), pantry.swaps), 7)
        growth = f"{spent / before:.1f}x" if before else ""
        tally_of = states(judge_menu(recipes, pantry.stock(), pantry.swaps))
        print(f"{count:>7} {spent:>8.2f} {spent * 1000 / count:>8.2f} {spent / yard:>10.2f} {growth:>7}  {tally_of}")
        before = spent
        if count == 1000:
            verdict(pantry, recipes, spent)


def verdict(pantry, recipes, spent):
    """The goal, and what an eater with allergies and a single dish cost."""
    stock = pantry.stock()
    picky = best(lambda: judge_menu(recipes, pantry.stock(), pantry.swaps, frozenset({"milk", "nuts"})), 5)
    single = best(lambda: [judge(recipe, stock, pantry.swaps, 4) for recipe in recipes[:200]], 5) / 200
    making = best(lambda: [pantry.recipe(dish) for dish in range(200)], 3) / 200
    lots = best(pantry.stock, 5)
    print(f"        of that the lots {lots:.2f} ms; with allergens {picky:.2f} ms; one dish {single * 1000:.0f} us; "
          f"making a recipe {making * 1000:.0f} us; goal {GOAL_MS} ms: {'met' if spent <= GOAL_MS else 'MISSED'}")


def best(work, times):
    """The quickest of so many runs, in ms."""
    runs = []
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        work()
        runs.append((perf_counter() - start) * 1000)
    return min(runs)


def yardstick():
    """A fixed piece of plain Python, so that runs on other machines can be compared."""
    shelf = {i: i * 7919 % 1009 for i in range(300)}
    total = 0
    for i in range(60_000):
        total += min(shelf[i % 300] * 4, i) // 3
    return total


def states(verdicts):
    counts = {}
    for verdict in verdicts.values():
        counts[verdict.state] = counts.get(verdict.state, 0) + 1
    return " ".join(f"{state} {counts[state]}" for state in sorted(counts))


class Pantry:
    """A seeded family: its ingredients, lots, holds and swaps, and as many dishes as one asks for."""

    def __init__(self, dice):
        self.dice = dice
        self.tracks = dice.choices(["exact", "level", "ignore"], [85, 12, 3], k=INGREDIENTS)
        self.levels = dice.choices(["plenty", "low", "out"], [70, 22, 8], k=INGREDIENTS)
        self.allergens = [frozenset(dice.sample(ALLERGENS, dice.random() < 0.2)) for _ in range(INGREDIENTS)]
        self.lots = [self.lot() for _ in range(LOTS)]
        self.held = {}
        for _ in range(HOLDS):
            ingredient = dice.randrange(INGREDIENTS)
            self.held[ingredient] = self.held.get(ingredient, 0) + dice.randrange(20_000, 200_000)
        self.swaps = {dice.randrange(INGREDIENTS): [Swap(dice.randrange(INGREDIENTS), dice.randint(1, 3), 2)]
                      for _ in range(40)}

    def lot(self):
        dice = self.dice
        kind = dice.choice([BEST_BEFORE, USE_BY])
        until = use_until(TODAY + timedelta(days=dice.randint(-4, 200)), kind)
        return dice.randrange(INGREDIENTS), dice.randrange(50_000, 900_000), until, kind, dice.choice([0, 3, 30])

    def stock(self):
        tallied = tally(self.lots, TODAY)
        return {
            i: Stock(f"ingredient {i}", *tallied.get(i, (0, 0)), self.held.get(i, 0), self.tracks[i], self.levels[i],
                     False, self.allergens[i])
            for i in range(INGREDIENTS)
        }

    def recipe(self, dish):
        lines = tuple(self.line(position) for position in range(LINES))
        return Recipe(dish, self.dice.choice([1, 2, 4, 6]), self.dice.random() > 0.05, False, lines)

    def line(self, position):
        dice = self.dice
        role = "required" if position < 9 else dice.choice(["optional", "optional", "to_taste"])
        scale = dice.choices(["linear", "fixed", "whole"], [85, 6, 9])[0]
        state = dice.choices(["exact", "estimated", "unknown"], [84, 14, 2])[0]
        quantity = None if state == "unknown" else dice.randrange(20_000, 900_000)
        ingredient = dice.randrange(INGREDIENTS)
        return Line(ingredient, f"ingredient {ingredient}", role, scale, quantity, state)


if __name__ == "__main__":
    main()
