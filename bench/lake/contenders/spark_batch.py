"""The batch job on PySpark, local[2]: spark_batch.py --lake LAKE --specification batch.json --output TABLE.

Runs lake/spark/score_leads.py as it is, Delta to Delta. The start of Spark and one job on a few rows are not counted.
"""

import os, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../lake/spark"))
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["PYTHONPATH"] = os.pathsep.join([sys.path[0], os.environ.get("PYTHONPATH", "")])
os.environ["PYSPARK_SUBMIT_ARGS"] = "--master local[2] --driver-memory 2g --conf spark.ui.enabled=false --conf spark.log.level=ERROR pyspark-shell"

from measure import measure  # noqa: E402
import score_leads  # noqa: E402

args = score_leads.parse()
args.filter = "true"
spark = score_leads.start_spark()
features = args.features or f"{args.lake}/gold/features"
warm = f"{args.output}-warm"
spark.read.format("delta").load(features).limit(1000).write.format("delta").save(warm)
score_leads.score_leads(spark, score_leads.parse([
    "--lake", args.lake, "--specification", args.specification, "--features", warm, "--output", f"{warm}-scored", "--filter", "true"]))
measure(lambda: score_leads.score_leads(spark, args)["rows"])
spark.stop()
