import Testing

@Suite("rationale sql, schema and table print for databases and spreadsheets") struct SQLCommandTests {
  @Test(arguments: ["duckdb", "postgres", "spark", "sqlite"])
  func `the query of the strategy is as read before`(_ dialect: String) throws {
    let run = try Folder().run(
      "sql", "--decision", "Tuning readiness", "--dialect", dialect, "--from", "lake.intents")
    #expect(run.status == 0, "\(run.errors)")
    try expectGolden(run.output, "sql-\(dialect).sql")
  }

  @Test(arguments: ["duckdb", "postgres", "spark", "sqlite"])
  func `the table of facts is as read before`(_ dialect: String) throws {
    let run = try Folder().run("schema", "--decision", "Tuning readiness", "--dialect", dialect)
    #expect(run.status == 0, "\(run.errors)")
    try expectGolden(run.output, "schema-\(dialect).sql")
  }

  @Test(arguments: ["case", "join", "diagram"])
  func `each shape can be asked for`(_ shape: String) throws {
    let run = try Folder().run("sql", "--decision", "Strategy", "--dialect", "spark", "--shape", shape)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("strategy_rules (") == (shape == "join"))
    #expect(run.output.contains("strategy_node_1") == (shape == "diagram"))
  }

  @Test func `a decision that gives lists is refused with its place`() throws {
    let run = try Folder().run("sql", "--decision", "Gate", "--dialect", "duckdb")
    #expect(run.status == 65)
    #expect(run.errors.contains("error: hit policy RULE ORDER gives a list, and a column holds one value"))
    #expect(run.errors.hasPrefix("Rules/strategy.dmn:"))
    #expect(run.output.isEmpty)
  }

  @Test(arguments: [
    "x; DROP TABLE y", "a b", "", "a..b", "a--", "{{ a }} {{ b }}", "{{ a }} x }}",
    "\"a\"\u{304}; DROP TABLE y; \"",
  ])
  func `only the name of a table may stand behind FROM`(_ name: String) throws {
    let run = try Folder().run("sql", "--decision", "Strategy", "--dialect", "duckdb", "--from", name)
    #expect(run.status == 64)
    #expect(run.errors.contains("is no name of a table"))
  }

  @Test(arguments: ["{{ ref('cases') }}", "a.b.\"c d\"", "`x`.y"])
  func `a template of dbt and names in quotation marks may`(_ name: String) throws {
    let run = try Folder().run("sql", "--decision", "Strategy", "--dialect", "duckdb", "--from", name)
    #expect(run.output.contains("FROM \(name) AS given"))
  }

  @Test func `a decision that is not there is near one that is`() throws {
    let run = try Folder().run("sql", "--decision", "Strategie", "--dialect", "duckdb")
    #expect(run.status == 64)
    #expect(run.errors == "rationale: there is no decision `Strategie`; did you mean `Strategy`?\n")
  }

  @Test(arguments: ["csv", "markdown"])
  func `a table is printed as people know it`(_ format: String) throws {
    let run = try Folder().run("table", "--decision", "Tuning readiness", "--format", format)
    #expect(run.status == 0, "\(run.errors)")
    try expectGolden(run.output, format == "csv" ? "table.csv" : "table.md")
  }

  @Test func `what is no table is refused`() throws {
    let run = try Folder().run("table", "Rules/latency.dmn", "--decision", "Total time")
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("rationale: the decision `Total time` is no decision table; the tables are"))
  }
}
