"""Runs statements of BigQuery in DuckDB: sqlglot says them in its words. Each line of its input is a request in JSON, each of its output the rows of its statements."""
import json
import sys

import duckdb
import sqlglot
from sqlglot import exp

base = duckdb.connect()
base.execute("SET TimeZone = 'UTC'")


def translated(sql):
    tree = sqlglot.parse_one(sql, read="bigquery", error_level=sqlglot.ErrorLevel.RAISE)
    # There is one data set here: a table of another goes by its own name.
    for table in tree.find_all(exp.Table):
        table.set("db", None)
        table.set("catalog", None)
    return tree.sql(dialect="duckdb")


def run(statement):
    sql = translated(statement["sql"])
    values = {name: value for name, value in statement.get("values", {}).items() if f"${name}" in sql}
    table = statement.get("table")
    if table:
        sql = f"CREATE OR REPLACE TABLE {table} AS {sql}"
    result = base.execute(sql, values) if values else base.execute(sql)
    return [list(row) for row in result.fetchall()]


for line in sys.stdin:
    request = json.loads(line)
    answers = []
    for statement in request.get("setup", []):
        base.execute(statement)
    for table, lines in request.get("lines", {}).items():
        if not request.get("append"):
            base.execute(f"CREATE OR REPLACE TABLE {table} (line VARCHAR)")
        base.execute(f"INSERT INTO {table} SELECT unnest(?::VARCHAR[])", [lines])
    for statement in request.get("statements", []):
        try:
            answers.append({"rows": run(statement)})
        except Exception as error:  # what a statement fails with is an answer, too
            answers.append({"rows": [], "error": str(error)})
    print(json.dumps(answers, default=str), flush=True)
