"""What passes before the first decision: whole processes, from their start to their end."""

from harness import checking, command, report, wide
from harness.customers import one
from harness.places import POLICY, RULES, SCRATCH
from harness.runs import Contender, in_turns

AT_LEAST = 11
FORMS = {"first": "10,000 conditions", "table": "10,000 table rows", "unique": "10,000 rows, none overlapping",
         "flags": "10,000 flags"}


def measure(rows, rounds):
    """The workload's policy over one customer, and the check of policies with 10,000 rules."""
    report.heading("From the start to the first decision, and policies of 10,000 rules")
    output = SCRATCH / "first.csv"
    contenders = [
        Contender("rules check, the workload's policy", (RULES, "check", POLICY)),
        Contender(
            "rules evaluate, one customer", command.evaluation(POLICY, one(), output), outputs=(output,)),
    ]
    for form, name in FORMS.items():
        policy = wide.written(wide.GRID, form)
        checking.policy_is_clean(policy)
        contenders.append(Contender(f"rules check, {name}", (RULES, "check", policy)))
    report.times(in_turns(contenders, max(rounds, AT_LEAST)))
