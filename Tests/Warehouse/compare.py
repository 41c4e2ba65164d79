"""Asks a database what `warehouse` wrote down, and says where it answers otherwise than the interpreter.

usage: compare.py FOLDER sqlite|duckdb|postgres|spark|dbt
"""
import csv, decimal, os, re, sqlite3, subprocess, sys, tempfile, time

NULL = "\\N"
csv.field_size_limit(1 << 30)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        return next(rows), list(rows)


def plain(value):
    """A value as text, whatever type the database has for it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, decimal.Decimal)):
        return number(str(value))
    return str(value)


def number(text):
    digits = decimal.Decimal(text).normalize()
    return format(digits if digits else decimal.Decimal(0), "f")


class SQLite:
    def __init__(self):
        self.base = sqlite3.connect(":memory:")

    def load(self, schema, folder, header, rows):
        self.base.execute("DROP TABLE IF EXISTS cases")
        self.base.executescript(schema)
        flags = {"true": 1, "false": 0}
        kinds = dict((row[1], row[2]) for row in self.base.execute("PRAGMA table_info(cases)"))
        flag = [kinds[name] == "BOOLEAN" for name in header]
        values = (
            [None if v == NULL else flags[v] if f else v for v, f in zip(row, flag)] for row in rows
        )
        marks = ",".join("?" * len(header))
        self.base.executemany(f"INSERT INTO cases VALUES ({marks})", values)

    def ask(self, query):
        answer = self.base.execute(query)
        return [d[0] for d in answer.description], answer.fetchall()


class DuckDB:
    def __init__(self):
        import duckdb

        self.base = duckdb.connect()
        self.base.execute("SET threads = 2")

    def load(self, schema, folder, header, rows):
        self.base.execute("DROP TABLE IF EXISTS cases")
        self.base.execute(schema)
        self.base.execute(
            f"COPY cases FROM '{folder}/rows.csv' (FORMAT csv, HEADER, NULLSTR '\\N', QUOTE '\"', ESCAPE '\"', "
            "ALLOW_QUOTED_NULLS false, AUTO_DETECT false, STRICT_MODE true)"
        )

    def ask(self, query):
        answer = self.base.execute(query)
        return [d[0] for d in answer.description], answer.fetchall()


class Dbt:
    """A project of dbt with the query as a model, as it is; the data lie in a DuckDB of its own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        os.mkdir(f"{self.folder}/models")
        self.write("dbt_project.yml", "name: held\nversion: '1.0'\nconfig-version: 2\nprofile: held\nmodel-paths: [models]\n")
        self.write(
            "profiles.yml",
            "held:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: held.duckdb, threads: 1}\n",
        )
        self.write("models/cases.sql", "select * from main.loaded\n")

    def write(self, name, text):
        with open(f"{self.folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)

    def open(self):
        import duckdb

        return duckdb.connect(f"{self.folder}/held.duckdb")

    def load(self, schema, folder, header, rows):
        with self.open() as base:
            base.execute("DROP VIEW IF EXISTS cases; DROP TABLE IF EXISTS loaded")
            base.execute(schema.replace("CREATE TABLE cases", "CREATE TABLE loaded"))
            base.execute(
                f"COPY loaded FROM '{os.path.abspath(folder)}/rows.csv' (FORMAT csv, HEADER, NULLSTR '\\N', QUOTE '\"', "
                "ESCAPE '\"', ALLOW_QUOTED_NULLS false, AUTO_DETECT false, STRICT_MODE true)"
            )

    def ask(self, query):
        self.write("models/decided.sql", query.replace("FROM cases AS", "FROM {{ ref('cases') }} AS"))
        dbt = os.path.join(os.path.dirname(sys.executable), "dbt")
        done = subprocess.run(
            [dbt, "--no-send-anonymous-usage-stats", "run", "--profiles-dir", "."], cwd=self.folder,
            capture_output=True, encoding="utf-8",
        )
        if done.returncode:
            raise RuntimeError(done.stdout[-2000:])
        with self.open() as base:
            answer = base.execute("SELECT * FROM decided")
            return [d[0] for d in answer.description], answer.fetchall()


class PostgreSQL:
    """A cluster that `postgres.sh` started; PGHOST and PGUSER say where."""

    def psql(self, text):
        done = subprocess.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", "-"],
            input=text, capture_output=True, encoding="utf-8",
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def load(self, schema, folder, header, rows):
        place = os.path.abspath(folder)
        self.psql(
            f"DROP TABLE IF EXISTS cases;\n{schema}\n\\copy cases from '{place}/rows.csv' with (format csv, header, null '\\N')\n"
        )

    def ask(self, query):
        out = self.psql(f"COPY ({query}) TO STDOUT WITH (FORMAT csv, HEADER, NULL '\\N', FORCE_QUOTE *);\n")
        rows = list(csv.reader(out.splitlines(keepends=True)))
        flags = {"t": "true", "f": "false"}
        # Booleans come as t and f; no text in the answers is one of these.
        return rows[0], [[flags.get(v, v) for v in row] for row in rows[1:]]


class Spark:
    def __init__(self):
        from pyspark.sql import SparkSession

        master = os.environ.get("SPARK_MASTER", "local-cluster[2,1,1024]")
        self.base = (
            SparkSession.builder.master(master).appName("rationale")
            .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.shuffle.partitions", "4")
            # All answers of a query are collected here, which only this comparison does.
            .config("spark.driver.memory", "3g")
            .config("spark.sql.warehouse.dir", "/tmp/rationale-spark").config("spark.log.level", "ERROR")
            .getOrCreate()
        )

    def load(self, schema, folder, header, rows):
        columns = schema[schema.index("(\n") + 1 : schema.rindex(")")]
        kinds = [line.strip().split(" COMMENT ")[0].rstrip(",") for line in columns.strip().splitlines()]
        table = self.base.read.csv(
            os.path.abspath(f"{folder}/rows.csv"), schema=",".join(kinds), header=True, nullValue=NULL,
            multiLine=True, quote='"', escape='"', emptyValue="", mode="FAILFAST",
            ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False,
        )
        table.createOrReplaceTempView("cases")

    def ask(self, query):
        answer = self.base.sql(query)
        return answer.columns, [list(row) for row in answer.collect()]


def differences(columns, answers, header, expected):
    """Each answer beside what was expected, where the two are not the same."""
    if list(columns) != header:
        yield f"columns {columns}, expected {header}"
        return
    key = header.index("id")
    wanted = {row[key]: row for row in expected}
    if len(answers) != len(expected):
        yield f"{len(answers)} rows, expected {len(expected)}"
    for row in answers:
        shown = [plain(value) for value in row]
        want = wanted[shown[key]]
        for name, found, right in zip(header, shown, want):
            if found != right and not same(found, right):
                yield f"row {shown[key]}, {name}: {found!r}, expected {right!r}"


def same(found, right):
    # SQLite has no booleans of its own.
    if right in ("true", "false"):
        return found == {"true": "1", "false": "0"}[right]
    try:
        return number(found) == number(right)
    except decimal.InvalidOperation:
        return False


def main():
    folder, engine = sys.argv[1:]
    base = {"sqlite": SQLite, "duckdb": DuckDB, "postgres": PostgreSQL, "spark": Spark, "dbt": Dbt}[engine]()
    # dbt reads the texts for DuckDB; a run of it takes so long that some have to do.
    dialect = "duckdb" if engine == "dbt" else engine
    few = re.compile(r"/(random_[0-5]/.*|strategy/strategy)$")
    queries = rows_asked = wrong = 0
    started = time.time()
    for place, _, files in sorted(os.walk(folder)):
        asked = sorted(f for f in files if f.startswith(dialect + ".") and f != f"{dialect}.schema.sql")
        if not asked or engine == "dbt" and not few.search(place):
            continue
        header, rows = read(f"{place}/rows.csv")
        names, expected = read(f"{place}/expected.csv")
        with open(f"{place}/{dialect}.schema.sql", encoding="utf-8") as file:
            base.load(file.read(), place, header, rows)
        for query in asked:
            with open(f"{place}/{query}", encoding="utf-8") as file:
                text = file.read()
            try:
                columns, answers = base.ask(text)
                found = list(differences(columns, answers, names, expected))
            except Exception as problem:
                found = [f"refused by the database: {problem}"]
            queries += 1
            rows_asked += len(rows)
            if found:
                wrong += 1
                print(f"{place}/{query}: {len(found)} differences, such as {found[0]}", flush=True)
    print(
        f"{engine}: {queries} queries, {rows_asked} rows answered, {wrong} queries with a difference "
        f"({time.time() - started:.0f} s)"
    )
    sys.exit(1 if wrong or not queries else 0)


main()
