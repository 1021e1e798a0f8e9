"""event_peers.py ENGINE CUSTOMERS VISITS OUTPUT THREADS: another engine's measures of a visit log, timed in a fresh process."""

import json
import os
import resource
import sys
import time

ENGINE, CUSTOMERS, VISITS, OUTPUT, THREADS = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = THREADS

QUERY = """
COPY (
  SELECT c.id, coalesce(v.visits_90d, 0) AS visits_90d, coalesce(v.deep_failed, 0) AS deep_failed,
         coalesce(v.amount_year, 0) AS amount_year, v.longest, v.last_visit
  FROM read_csv('{customers}', header=true, columns={{{columns}}}) c
  LEFT JOIN (
    SELECT customer_id, count(*) FILTER (visited_on > DATE '2026-11-01' - 90) AS visits_90d,
           count(*) FILTER (mode = 'deep' AND NOT cooperated) AS deep_failed,
           sum(amount) FILTER (visited_on > DATE '2026-11-01' - 365) AS amount_year,
           max(minutes) AS longest, max(visited_on) AS last_visit
    FROM read_csv('{visits}', header=true, columns={{'customer_id': 'VARCHAR', 'visited_on': 'DATE', 'mode': 'VARCHAR',
                  'cooperated': 'BOOLEAN', 'minutes': 'INTEGER', 'amount': 'DOUBLE'}})
    WHERE visited_on <= DATE '2026-11-01' GROUP BY customer_id) v ON c.id = v.customer_id
) TO '{output}' (HEADER)
"""


def customer_columns():
    """The names in the header of the customers' file."""
    with open(CUSTOMERS, encoding="utf-8") as file:
        return file.readline().strip().split(",")


def duckdb():
    """All in one statement."""
    import duckdb as engine

    connection = engine.connect()
    connection.execute(f"SET threads={THREADS}")
    connection.execute("SET preserve_insertion_order=false")
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in customer_columns())
    connection.execute(QUERY.format(customers=CUSTOMERS, visits=VISITS, output=OUTPUT, columns=columns))


def polars():
    """One lazy query on the streaming engine."""
    import datetime

    import polars as pl

    day = datetime.date(2026, 11, 1)
    types = {"customer_id": pl.String, "visited_on": pl.Date, "mode": pl.String, "cooperated": pl.Boolean,
             "minutes": pl.Int32, "amount": pl.Float64}
    visited, failed = pl.col("visited_on"), (pl.col("mode") == "deep") & ~pl.col("cooperated")
    visits = pl.scan_csv(VISITS, schema=types).filter(visited <= day).group_by("customer_id").agg(
        visits_90d=(visited > day - datetime.timedelta(90)).sum(), deep_failed=failed.sum(),
        amount_year=pl.col("amount").filter(visited > day - datetime.timedelta(365)).sum(),
        longest=pl.col("minutes").max(), last_visit=visited.max())
    customers = pl.scan_csv(CUSTOMERS, schema={name: pl.String for name in customer_columns()}).select("id")
    joined = customers.join(visits, left_on="id", right_on="customer_id", how="left")
    joined = joined.with_columns(pl.col("visits_90d", "deep_failed", "amount_year").fill_null(0))
    joined.sink_csv(OUTPUT, engine="streaming")


start = time.perf_counter()
{"duckdb": duckdb, "polars": polars}[ENGINE]()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"s": seconds, "rss_mb": peak}))
