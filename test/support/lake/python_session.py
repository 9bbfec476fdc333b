"""Runs snippets that come as lines of JSON, one after the other in one interpreter: {"code", "given"} → {"result"}, {"error"}.

A snippet sees `given` and sets `result`. What else it prints goes to standard error.
"""

import datetime, decimal, json, math, os, sys, traceback

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def plain(value):
    """A value as JSON that loses nothing: long integers and decimals are texts, times microseconds, bytes hexadecimal."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}[str(value)]
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, datetime.datetime):
        at = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return plain((at - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(microseconds=1))
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    raise TypeError(f"found {type(value)}")


def start_spark():
    """Local Spark with Delta, small."""
    from pyspark.sql import SparkSession
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "1g",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.databricks.delta.snapshotPartitions": "2",
        "spark.sql.warehouse.dir": "/nonexistent",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


scope = {"plain": plain, "start_spark": start_spark}
for line in sys.stdin:
    asked = json.loads(line)
    scope.update(given=asked["given"], result=None)
    try:
        exec(asked["code"], scope)
        answer = {"result": plain(scope["result"])}
    except BaseException:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), file=answers, flush=True)
