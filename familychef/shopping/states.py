"""The words for where a line of a list stands, and for who put it there."""

OPEN, BOUGHT, REMOVED, GONE = ("open", "bought", "removed", "gone")
MANUAL, LOW_STOCK, ORDER, PLAN = ("manual", "low_stock", "order", "plan")
BY_THE_HOUSE = (LOW_STOCK, ORDER)
