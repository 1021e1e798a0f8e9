"""convert.py CUSTOMERS.csv: the same customers as Parquet, and as JSON Lines where they are few, for the peers."""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

WHOLE = ["order_count_90d", "complaints_90d", "overdue_days", "deep_visits_90d", "last_visit_days"]
DECIMAL = ["monthly_sales", "sales_growth", "cooperation", "potential", "satisfaction"]
TYPES = {name: pa.int32() for name in WHOLE} | {name: pa.float64() for name in DECIMAL} | {
    "competitor_promo": pa.bool_(), "opened_on": pa.date32()}
FEW = 100_000

source = Path(sys.argv[1])
table = pa.csv.read_csv(source, convert_options=pa.csv.ConvertOptions(column_types=TYPES))
pa.parquet.write_table(table, source.with_suffix(".parquet"), row_group_size=128_000)
if len(table) <= FEW:
    with open(source.with_suffix(".jsonl"), "w", encoding="utf-8") as lines:
        for row in table.to_pylist():
            lines.write(json.dumps(row, default=str) + "\n")
