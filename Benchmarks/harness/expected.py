"""The policy once more, as a plain function: what the decisions have to be, computed without any engine."""

import csv
import hashlib
import math

COLUMNS = ["id", "class", "value_tier", "scale", "visits", "interval_days", "overdue_visit", "flags"]
SCALES = {"mall": "large", "supermarket": "large", "chain": "large",
          "tobacco_shop": "medium", "hotel": "medium", "restaurant": "medium"}
VISITS = {"good": 1, "general": 2, "problem": 4}


def customer_class(c):
    """Whether a customer is good, general or a problem; one who was never asked is not dissatisfied."""
    dissatisfied = c["satisfaction"] != "" and float(c["satisfaction"]) < 60
    if float(c["cooperation"]) < 40 or int(c["overdue_days"]) > 30 or (int(c["complaints_90d"]) >= 2 and dissatisfied):
        return "problem"
    promising = float(c["potential"]) >= 60 and float(c["sales_growth"]) >= 0
    return "good" if float(c["cooperation"]) >= 75 and promising else "general"


def value_tier(sales):
    """The tier of monthly sales."""
    return next((tier for tier, least in (("A", 50000), ("B", 10000), ("C", 2000)) if sales >= least), "D")


def visits_a_month(c, kind, tier, scale):
    """Whole visits in the peak season, from 1 to 8."""
    visits = VISITS[kind] + (tier == "A" and kind != "problem") + (c["competitor_promo"] == "true" and kind == "good")
    visits = math.floor(visits * 1.5 + 0.5)
    visits -= c["location"] == "rural" and scale == "small" and kind == "general"
    visits += 2 * (int(c["overdue_days"]) > 60)
    return min(8, max(1, visits))


def flags(c, kind):
    """The ids of the flags raised, in the policy's order."""
    silent = int(c["order_count_90d"]) == 0
    overdue, complaints = int(c["overdue_days"]), int(c["complaints_90d"])
    unhappy = c["satisfaction"] != "" and float(c["satisfaction"]) < 50
    raised = {
        "tiered_visit": kind == "problem" and int(c["deep_visits_90d"]) >= 3 and float(c["sales_growth"]) <= 0,
        "credit_hold_review": overdue > 60,
        "churn_risk": silent and float(c["monthly_sales"]) >= 2000,
        "service_recovery": unhappy or complaints >= 3,
        "dormant": silent and int(c["last_visit_days"]) > 60,
    }
    return ";".join(flag for flag, is_raised in raised.items() if is_raised)


def line(c):
    """A customer's decision, as the command writes it with `--columns`."""
    kind, tier, scale = customer_class(c), value_tier(float(c["monthly_sales"])), SCALES.get(c["channel"], "small")
    visits = visits_a_month(c, kind, tier, scale)
    interval = 30 // visits
    late = "true" if int(c["last_visit_days"]) > 1.5 * interval else "false"
    return f"{c['id']},{kind},{tier},{scale},{visits},{interval},{late},{flags(c, kind)}\n"


def lines(path):
    """The decisions for all customers of a file."""
    with open(path, encoding="ascii", newline="") as file:
        yield from map(line, csv.DictReader(file))


def digest(decisions):
    """The checksum by which implementations of the workload are compared; flags are joined by `|` there."""
    checksum = hashlib.sha256()
    for decision in decisions:
        checksum.update(decision.replace(";", "|").encode())
    return checksum.hexdigest()[:16]
