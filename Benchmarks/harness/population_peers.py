"""population_peers.py ENGINE CUSTOMERS OUTPUT THREADS: another engine's shares within regions, timed in a fresh process.

Both are spared ties: each customer's share begins where that of the customer before it ends, which is less work than to have equal sales
get equal shares.
"""

import json
import os
import resource
import sys
import time

ENGINE, CUSTOMERS, OUTPUT, THREADS = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = THREADS

QUERY = """
COPY (
  SELECT id, CASE WHEN sales <= 0 THEN 'D' WHEN share < 0.8 THEN 'A' WHEN share < 0.95 THEN 'B' ELSE 'C' END AS value
  FROM (
    SELECT id, sales, (sum(sales) OVER (PARTITION BY region ORDER BY sales DESC ROWS UNBOUNDED PRECEDING) - sales)
                      / sum(sales) OVER (PARTITION BY region) AS share
    FROM (SELECT id, region, monthly_sales AS sales FROM read_csv('{customers}', header=true, columns={{{columns}}})))
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
    types = {"monthly_sales": "DOUBLE"}
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in customer_columns())
    connection.execute(QUERY.format(customers=CUSTOMERS, output=OUTPUT, columns=columns))


def polars():
    """One lazy query."""
    import polars as pl

    types = {"monthly_sales": pl.Float64}
    schema = {name: types.get(name, pl.String) for name in customer_columns()}
    sales = pl.col("monthly_sales")
    before = sales.cum_sum().over("region", order_by="monthly_sales", descending=True) - sales
    share = before / sales.sum().over("region")
    tier = pl.when(sales <= 0).then(pl.lit("D")).when(share < 0.8).then(pl.lit("A")).when(share < 0.95).then(pl.lit("B"))
    customers = pl.scan_csv(CUSTOMERS, schema=schema).select("id", value=tier.otherwise(pl.lit("C")))
    customers.sink_csv(OUTPUT)


start = time.perf_counter()
{"duckdb": duckdb, "polars": polars}[ENGINE]()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"s": seconds, "rss_mb": peak}))
