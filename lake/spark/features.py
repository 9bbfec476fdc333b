"""Computes every feature of every lead of a lake as of one time on Spark, into a Delta table.

    python features.py --lake LAKE --as-of 1767225600000 --output LAKE/features-of-january

Runs `features.sql`, which is printed from the one definition that the platform scores with, over `silver/leads` and
`silver/interactions`: one row per lead that was known at that time, `lead_id`, `as_of` and the features.
"""

import argparse, os, time

from pyspark.sql import DataFrame, SparkSession, functions as F

from score_leads import start_spark

SQL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "features.sql")


def features(spark: SparkSession, leads: DataFrame, interactions: DataFrame, requested: DataFrame) -> DataFrame:
    """Features of the requested leads, each as of its time: requested has `lead_id`, `as_of` in epoch milliseconds."""
    for name, relation in {"requested": requested, "leads": leads, "interactions": interactions}.items():
        relation.createOrReplaceTempView(name)
    with open(SQL, encoding="utf-8") as file:
        return spark.sql(file.read())


def known_leads(leads: DataFrame, as_of: int) -> DataFrame:
    """Every lead that was known at a time, with that time."""
    known = leads.where((F.col("valid_from") <= as_of) & (F.col("valid_until") > as_of))
    return known.select("lead_id", F.lit(as_of).cast("long").alias("as_of"))


def compute_features(spark: SparkSession, args: argparse.Namespace) -> None:
    """Overwrites a table with the features of every lead known at a time."""
    leads, interactions = (spark.read.format("delta").load(f"{args.lake}/silver/{name}") for name in ("leads", "interactions"))
    rows = features(spark, leads, interactions, known_leads(leads, args.as_of)).withColumn("as_of", F.lit(args.as_of).cast("long"))
    # a table that Databricks creates with deletion vectors is not one that the platform reads
    writer = rows.write.format("delta").mode("overwrite").option("delta.enableDeletionVectors", "false")
    writer.save(args.output)


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lake", required=True, help="folder of the lake: a path, s3://bucket/prefix on Databricks, s3a:// elsewhere")
    parser.add_argument("--output", required=True, help="Delta table that is overwritten")
    parser.add_argument("--as-of", type=int, default=int(time.time() * 1000), help="epoch milliseconds (default: now)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    compute_features(start_spark(), parse())
