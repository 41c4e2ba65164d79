"""Generates rows of facts inside a database, decides them there, and keeps the answers as Parquet.

usage: example.py duckdb|spark [ROWS]     decides; .build/sql/<database>.parquet has the answers
       example.py compare [SAMPLE]        holds the two against one another, and a sample against `rationale batch`
       example.py growth                  how the time grows with rows, rules and columns, on DuckDB

The facts follow from the number of a row and from what `rationale schema` allows, so that both databases decide the same.
"""
import csv, json, os, re, subprocess, sys, time

RATIONALE = os.environ.get("RATIONALE", ".build/release/rationale")
MODEL, DECISION = "Rules/strategy.dmn", "Strategy"
PLACE = ".build/sql"
PARTS = 4


def rationale(*arguments):
    return subprocess.run([RATIONALE, *arguments], check=True, capture_output=True, encoding="utf-8").stdout


def columns(schema):
    """The columns of a table with what they allow: name, type, allowed texts."""
    found = []
    for line in schema.splitlines():
        match = re.match(r'  ("[^"]+"|\w+) (VARCHAR|BOOLEAN|DATE|DECIMAL\(\d+, \d+\))(.*?),?$', line)
        if match and "PRIMARY KEY" not in line:
            texts = re.search(r"IN \((.*)\)\)$", match[3])
            found.append((match[1], match[2], re.findall(r"'((?:[^']|'')*)'", texts[1]) if texts else []))
    return found


def value(number, kind, texts):
    """An expression over `i` for the value of a column; about one in eight is not known."""
    a, b = 990_001 - 2_310 * number, 7_919 * number + 13
    mixed = f"(((i * {a}) % 1000003) * ((i + {b}) % 999983) % 1000003)"
    if kind == "BOOLEAN":
        return f"CASE WHEN {mixed} % 8 = 0 THEN NULL ELSE {mixed} % 16 < 8 END"
    if kind.startswith("DECIMAL"):
        powers = " ".join(f"WHEN {p} THEN {10 ** p}" for p in range(7))
        return f"CASE WHEN {mixed} % 8 = 0 THEN NULL ELSE CAST({mixed} % 10 * CASE {mixed} % 7 {powers} END AS {kind}) END"
    choices = " ".join(f"WHEN {n} THEN '{text}'" for n, text in enumerate(texts or ["a", "b", "c"]))
    return f"CASE {mixed} % {len(texts or 'abc') + 1} {choices} END"


def rows(wanted):
    facts = ", ".join(f"{value(n, kind, texts)} AS {name}" for n, (name, kind, texts) in enumerate(wanted))
    return f"SELECT CAST(i AS {{text}}) AS id, {facts} FROM {{source}}"


def wanted(*more):
    return columns(rationale("schema", MODEL, "--decision", DECISION, "--dialect", "duckdb", *more))


def timed(work):
    start = time.time()
    result = work()
    return time.time() - start, result


def duckdb(count):
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads = 2")
    text = rows(wanted()).format(text="VARCHAR", source=f"(SELECT range AS i FROM range({count}))")
    made, _ = timed(lambda: base.execute(f"CREATE TABLE cases AS {text}"))
    read, _ = timed(lambda: base.execute(
        f"COPY (SELECT * FROM cases) TO '{PLACE}/copied.parquet' (FORMAT parquet)"))
    query = rationale("sql", MODEL, "--decision", DECISION, "--dialect", "duckdb", "--no-reasons")
    done, _ = timed(lambda: base.execute(f"COPY ({query}) TO '{PLACE}/duckdb.parquet' (FORMAT parquet)"))
    tell("DuckDB", count, made, read, done)
    for row in base.execute(
        f"SELECT strategy, strategy_rule_id, COUNT(*) FROM '{PLACE}/duckdb.parquet' GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        print("  ", *row)


def spark(count):
    from pyspark.sql import SparkSession

    base = (
        SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local-cluster[2,1,1024]"))
        .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.log.level", "ERROR").getOrCreate()
    )
    place = os.path.abspath(PLACE)
    base.range(0, count, 1, PARTS).withColumnRenamed("id", "i").createOrReplaceTempView("numbers")
    text = rows(wanted()).format(text="STRING", source="numbers")
    made, _ = timed(lambda: base.sql(text).write.mode("overwrite").parquet(f"{place}/spark-cases"))
    base.read.parquet(f"{place}/spark-cases").createOrReplaceTempView("cases")
    read, _ = timed(lambda: base.sql("SELECT * FROM cases").write.mode("overwrite").parquet(f"{place}/spark-copied"))
    query = rationale("sql", MODEL, "--decision", DECISION, "--dialect", "spark", "--no-reasons")
    done, _ = timed(lambda: base.sql(query).write.mode("overwrite").parquet(f"{place}/spark.parquet"))
    tell("Spark", count, made, read, done)


def tell(name, count, made, read, done):
    print(
        f"{name}: {count} rows; generated in {made:.1f} s, copied to Parquet in {read:.1f} s, decided to Parquet in "
        f"{done:.1f} s: {done / count * 1e6:.2f} s for a million decisions, {done / read:.2f} times the copy"
    )


def compare(sample):
    import duckdb

    base = duckdb.connect()
    same = base.execute(
        f"SELECT COUNT(*), COUNT(*) FILTER (WHERE d.strategy IS NOT DISTINCT FROM s.strategy AND "
        f"d.strategy_rule_id IS NOT DISTINCT FROM s.strategy_rule_id) FROM '{PLACE}/duckdb.parquet' d "
        f"FULL JOIN '{PLACE}/spark.parquet/*.parquet' s ON d.id = s.id"
    ).fetchone()
    print(f"DuckDB and Spark: {same[1]} of {same[0]} rows with the same strategy and rule")
    batch(base, sample)


def batch(base, sample):
    """Out of the database as CSV and as NDJSON, through `rationale batch`, and back beside the database's answers."""
    count = base.execute(f"SELECT COUNT(*) FROM '{PLACE}/duckdb.parquet'").fetchone()[0]
    step = max(1, count // sample)
    text = rows(wanted("--names", "model")).format(
        text="VARCHAR", source=f"(SELECT range * {step} AS i FROM range({min(sample, count)}))")
    for kind, form in [("csv", "FORMAT csv, HEADER"), ("ndjson", "FORMAT json")]:
        given, answers = f"{PLACE}/sample.{kind}", f"{PLACE}/answers-{kind}.ndjson"
        base.execute(f"COPY ({text}) TO '{given}' ({form})")
        rationale("batch", given, "--model", MODEL, "--decision", DECISION, "-o", answers)
        same = base.execute(
            f"SELECT COUNT(*), COUNT(*) FILTER (WHERE b.Strategy IS NOT DISTINCT FROM d.strategy AND "
            f"b.rules[1] IS NOT DISTINCT FROM d.strategy_rule_id) FROM read_json('{answers}', "
            "columns = {id: 'VARCHAR', Strategy: 'VARCHAR', rules: 'VARCHAR[]'}) b "
            f"JOIN '{PLACE}/duckdb.parquet' d USING (id)"
        ).fetchone()
        print(f"rationale batch ({kind}) and DuckDB: {same[1]} of {same[0]} rows of the sample with the same strategy "
              "and rule", flush=True)


# How the time grows


def table(rules, inputs):
    """A table of so many rules over numbers and words: each rule a box, so that most rows meet some rule."""
    state = 12345

    def next(limit):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2147483648
        return state // 65536 % limit

    text = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="grown" namespace="urn:grown">'
    for n in range(inputs):
        kind = "number" if n % 2 else "string"
        text += f'<inputData id="x{n}" name="x{n}"><variable name="x{n}" typeRef="{kind}"/></inputData>'
    text += '<decision id="d" name="d"><variable name="d" typeRef="string"/>'
    for n in range(inputs):
        text += f'<informationRequirement><requiredInput href="#x{n}"/></informationRequirement>'
    text += '<decisionTable hitPolicy="FIRST">'
    for n in range(inputs):
        text += f"<input><inputExpression><text>x{n}</text></inputExpression></input>"
    text += "<output/>"
    for rule in range(rules):
        text += f'<rule id="r{rule}">'
        for n in range(inputs):
            low = next(18) * 5
            cell = "-" if next(5) < 2 else f"[{low}..{low + 30})" if n % 2 else f'"{"abc"[next(3)]}"'
            text += f"<inputEntry><text>{cell}</text></inputEntry>"
        text += f'<outputEntry><text>"o{next(6)}"</text></outputEntry></rule>'
    return text + "</decisionTable></decision></definitions>"


def growth():
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.execute(
        "CREATE TABLE cases AS SELECT CAST(range AS VARCHAR) AS id, "
        + ", ".join(
            f"CAST(hash(range, {n}) % 100 AS DECIMAL(15, 4)) AS x{n}" if n % 2
            else f"['a', 'b', 'c'][CAST(hash(range, {n}) % 3 + 1 AS BIGINT)] AS x{n}" for n in range(16))
        + " FROM range(4000000)")
    os.makedirs(PLACE, exist_ok=True)

    def ask(rules, inputs, shape, count):
        with open(f"{PLACE}/grown.dmn", "w") as file:
            file.write(table(rules, inputs))
        source = f"first_{count}"
        base.execute(f"CREATE OR REPLACE TABLE {source} AS SELECT * FROM cases LIMIT {count}")
        query = rationale(
            "sql", f"{PLACE}/grown.dmn", "--decision", "d", "--dialect", "duckdb", "--shape", shape, "--from", source)
        best, answer = min(timed(lambda: base.execute(
            f"SELECT d, COUNT(*) FROM ({query}) GROUP BY ALL ORDER BY ALL").fetchall()) for _ in range(3))
        return best, answer

    base.execute("CREATE TABLE unit AS SELECT * FROM cases LIMIT 1000000")
    unit, _ = ask(10, 8, "case", 1_000_000)
    print("time for a million rows, 10 rules and 8 columns as CASE: 1 (the unit of what follows)")
    for count in [250_000, 500_000, 1_000_000, 2_000_000, 4_000_000]:
        print(f"rows {count}: {ask(10, 8, 'case', count)[0] / unit:.2f}", flush=True)
    for rules in [10, 30, 100, 300, 1000]:
        line, answers = [], []
        for shape in ["case", "join", "diagram"]:
            try:
                taken, answer = ask(rules, 8, shape, 1_000_000)
                answers.append(answer)
                line.append(f"{shape} {taken / unit:.2f}")
            except subprocess.CalledProcessError:
                line.append(f"{shape} refused")
        agreed = "" if all(a == answers[0] for a in answers) else ", WITH DIFFERENT ANSWERS"
        print(f"rules {rules}: " + ", ".join(line) + agreed, flush=True)
    for inputs in [2, 4, 8, 16]:
        print(f"columns {inputs}: case {ask(30, inputs, 'case', 1_000_000)[0] / unit:.2f}", flush=True)


def main():
    os.makedirs(PLACE, exist_ok=True)
    what = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else None
    if what == "growth":
        growth()
    elif what == "compare":
        compare(count or 20_000)
    else:
        {"duckdb": duckdb, "spark": spark}[what](count or 10_000_000)


main()
