/** The two steps as Spark runs them. */
export const STEPS = `def spark_session():
    from pyspark.sql import SparkSession
    return SparkSession.builder.getOrCreate()


def existing(spark, patterns):
    """The files that there are, since Spark fails on a pattern that finds none."""
    jvm, conf = spark._jvm, spark._jsc.hadoopConfiguration()
    found = []
    for pattern in patterns:
        path = jvm.org.apache.hadoop.fs.Path(pattern)
        found += [str(status.getPath()) for status in path.getFileSystem(conf).globStatus(path) or []]
    return found


def table_rdd(spark, paths, kind):
    """Records of files, by the names of their columns."""
    if kind == "parquet":
        return spark.read.parquet(*paths).rdd.map(lambda row: row.asDict())
    if kind == "csv":
        return spark.read.option("header", True).csv(paths).rdd.map(lambda row: row.asDict())
    return spark.read.text(paths).rdd.filter(lambda row: row[0].strip()).map(lambda row: json_record(row[0]))


def plain(record):
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in record.items()}


def prepare(args, config):
    spark = spark_session()
    start, end = moment(args.data_window_start), moment(args.data_window_end)
    base = args.input_data.rstrip("/")
    if config["source"] == "endpoint":
        def lines(what):
            # The collector puts the endpoint, the deployment and the collection before the hour where the folder does not have them.
            places = [folder + hour + "/*.jsonl" for hour in hours(start, end) for folder in (base + "/" + what + "/", base + "/" + what + "/*/*/" + what + "/")]
            paths = existing(spark, places)
            return spark.read.text(paths).rdd.map(lambda row: captured(row[0])).filter(bool).map(lambda kept: (kept[0], (what, kept[1], kept[2]))) if paths else spark.sparkContext.emptyRDD()
        rows = lines("request").union(lines("response")).groupByKey().flatMap(lambda kept: paired(config, list(kept[1])))
    else:
        paths = existing(spark, [base + "/" + hour + "/*" for hour in hours(start, end)])
        rows = table_rdd(spark, paths, config["format"]).map(lambda record: table_row(config, plain(record), None)) if paths else spark.sparkContext.emptyRDD()
    if config.get("truth"):
        paths = existing(spark, [config["truth"].rstrip("/") + "/" + hour + "/*" for hour in hours(start, end)])
        told = spark.sparkContext.wholeTextFiles(",".join(paths)).flatMap(lambda file: truths(config, *file)) if paths else spark.sparkContext.emptyRDD()
        last = told.reduceByKey(max).mapValues(lambda one: one[1])
        rows = rows.map(lambda row: (row[RECORD], row)).leftOuterJoin(last).map(lambda pair: {**pair[1][0], TRUTH: pair[1][1]})
    from pyspark.sql.types import StringType, StructField, StructType
    names = [name for name, _ in columns(config)] + [RECORD, TIME, TRUTH]
    schema = StructType([StructField(name, StringType(), True) for name in names])
    frame = spark.createDataFrame(rows.map(lambda row: tuple(row[name] for name in names)), schema)
    # Of no records a table is written, too: nobody having asked is no failure, and a file has to say what its columns are.
    frame = frame.repartition(1) if frame.rdd.isEmpty() else frame
    frame.write.option("output_format", "parquet").option("overwrite", True).mltable(args.preprocessed_input_data)


def baseline(spark, config):
    """The numbers of the baseline: those that were kept, or else those of its files, which are kept."""
    kept = config["kept"]
    if existing(spark, [kept + "/_SUCCESS"]):
        return json.loads("".join(spark.sparkContext.textFile(kept).collect()))
    rows = table_rdd(spark, [config["baseline"]], config["baseline_format"]).map(lambda record: table_row(config, plain(record), None)).cache()
    edges = edges_of(config, rows.takeSample(False, SAMPLE, 1))
    first = counted(rows, config, edges, None)
    whole = {"edges": edges, "counts": first}
    try:
        spark.sparkContext.parallelize([json.dumps(whole)], 1).saveAsTextFile(kept)
    except Exception as error:
        # Another signal of the same run was quicker, and has the same.
        print("the baseline was not kept: " + str(error)[:200])
    return whole


def counted(rows, config, edges, known):
    """The counts of all parts together; a table without records may have none."""
    counts = rows.mapPartitions(lambda part: [count(part, config, edges, known)])
    return counts.treeReduce(joined) if counts.getNumPartitions() else count([], config, edges, known)


def compute(args, config):
    spark = spark_session()
    whole = baseline(spark, config)
    frame = spark.read.mltable(args.production_data)
    now = counted(frame.rdd.map(lambda row: row.asDict()), config, whole["edges"], whole["counts"][""]["columns"])
    found = measure(config, whole["counts"], now)
    at = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = config["reports"].rstrip("/") + "/" + at.replace("-", "/").replace("T", "/").replace(":", "") + "-" + config["signal"]
    spark.sparkContext.parallelize([json.dumps({"monitor": config["monitor"], "signal": config["signal"], "time": at, "values": found})], 1).saveAsTextFile(report)
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType
    schema = StructType([StructField(name, kind, True) for name, kind in (("group", StringType()), ("metric_name", StringType()), ("metric_value", DoubleType()), ("threshold_value", DoubleType()))])
    spark.createDataFrame(metrics_of(found, now[""]["n"]), schema).write.option("output_format", "parquet").option("overwrite", True).mltable(args.signal_metrics)
    from mlflow.tracking import MlflowClient
    for key, text in tags_of(config, found, at).items():
        MlflowClient().set_tag(os.environ["MLFLOW_RUN_ID"], key, text)


def main():
    parser = argparse.ArgumentParser()
    for name in ("config", "data_window_start", "data_window_end", "input_data", "preprocessed_input_data", "production_data", "signal_metrics"):
        parser.add_argument("--" + name)
    args, _ = parser.parse_known_args()
    config = json.loads(base64.b64decode(args.config))
    (prepare if args.preprocessed_input_data else compute)(args, config)


if __name__ == "__main__":
    main()
`;
