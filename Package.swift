// swift-tools-version: 6.2
// The arrows between these targets are the architecture; the README draws them.
import PackageDescription

/// How every target is compiled: imports are written down where they are used.
///
/// With `WARNINGS_AS_ERRORS` in the environment, as in CI, a warning stops the build.
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (Context.environment["WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
  name: "Rationale",
  products: [
    .executable(name: "rationale", targets: ["rationale"]),
    .library(name: "Advisor", targets: ["Advisor"]),
    .library(name: "Batch", targets: ["Batch"]),
    .library(name: "DMN", targets: ["DMN"]),
    .library(name: "Drills", targets: ["Drills"]),
    .library(name: "FEEL", targets: ["FEEL"]),
    .library(name: "XML", targets: ["XML"]),
    .library(name: "Diagnostics", targets: ["Diagnostics"]),
    .library(name: "Diagrams", targets: ["Diagrams"]),
    .library(name: "SQL", targets: ["SQL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Where something is, what is wrong there, how to say it.
    .target(name: "Diagnostics", swiftSettings: settings),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // Text to an immutable tree with exact places; XSD validation; the only user of libxml2.
    .target(name: "XML", dependencies: ["CLibXML2", "Diagnostics"], swiftSettings: settings),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    // XPath regular expressions, translated onto PCRE2 with a match limit; the only user of PCRE2.
    .target(
      name: "Patterns", dependencies: ["CPCRE2"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libpcre2-8.a")]),
    // The expression language: parse, check, evaluate, print. Knows no file.
    .target(name: "FEEL", dependencies: ["Diagnostics", "Patterns"], swiftSettings: settings),
    // Decision diagrams over numbered cells: build, combine, query. Knows neither files nor values.
    .target(name: "Diagrams", swiftSettings: settings),
    // Decision models: read, check, evaluate, explain.
    .target(name: "DMN", dependencies: ["XML", "FEEL", "Diagrams", "Diagnostics"], swiftSettings: settings),
    // Checked models as queries: the query as data, then its text for each database.
    .target(name: "SQL", dependencies: ["DMN", "FEEL", "Diagrams", "Diagnostics"], swiftSettings: settings),
    // `Rules/` and `Cases/` as bytes inside the binary; the plugin runs the tool when a file changes.
    .executableTarget(name: "embed", dependencies: ["DMN", "XML"], swiftSettings: settings),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed"]),
    .target(name: "Shipped", swiftSettings: settings, plugins: ["EmbedFiles"]),
    // The domain: use cases, strategies, justifications, case studies, Markdown.
    .target(
      name: "Advisor",
      dependencies: [
        "DMN", "Diagrams", "FEEL", "XML", "Diagnostics",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings),
    // Many cases: read in blocks of any size, answered on several cores, written as rows.
    .target(
      name: "Batch", dependencies: ["Advisor", "DMN", "Diagrams", "FEEL", "XML", "Diagnostics"],
      swiftSettings: settings),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    // Interview questions and the grader of answers: rubrics and vocabulary are data.
    .target(
      name: "Drills", dependencies: ["Advisor", "XML", "Diagnostics", "CStemmer"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libstemmer.a")]),
    // What somebody has practised, in SQLite; the only user of GRDB.
    .target(
      name: "Progress", dependencies: [.product(name: "GRDB", package: "GRDB.swift")], swiftSettings: settings
    ),
    // Questions over a wire: pages, API and assistants' tools as functions from a request to a response. No socket.
    .target(
      name: "Service",
      dependencies: [
        "Advisor", "DMN", "Diagrams", "Drills", "FEEL", "XML", "Diagnostics",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings),
    // The service on a socket: HTTP/1.1, limits, shedding, shutdown; the only user of swift-nio.
    .target(
      name: "Server",
      dependencies: [
        "Service",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: settings),
    // The command line: options, files, exit codes.
    .executableTarget(
      name: "rationale",
      dependencies: [
        "Advisor",
        "Batch",
        "DMN",
        "Diagnostics",
        "Diagrams",
        "Drills",
        "FEEL",
        "Progress",
        "SQL",
        "Server",
        "Service",
        "Shipped",
        "XML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // Runs the official conformance suite, which stays outside the repository.
    .executableTarget(
      name: "conformance", dependencies: ["DMN", "FEEL", "XML", "Diagnostics"], swiftSettings: settings),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    // Asks databases and the interpreter the same, and says where they differ.
    .executableTarget(
      name: "warehouse", dependencies: ["SQL", "DMN", "FEEL", "XML", "Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "SQLTests", dependencies: ["SQL", "DMN", "FEEL", "XML", "Diagnostics", "CSQLite", "warehouse"],
      swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "XMLTests", dependencies: ["XML", "Diagnostics"], exclude: ["Malformed"], swiftSettings: settings),
    .testTarget(
      name: "BatchTests", dependencies: ["Batch", "Advisor", "DMN", "XML", "Diagnostics"],
      swiftSettings: settings),
    .testTarget(name: "DiagramsTests", dependencies: ["Diagrams"], swiftSettings: settings),
    .testTarget(name: "PatternsTests", dependencies: ["Patterns"], swiftSettings: settings),
    .testTarget(name: "FEELTests", dependencies: ["FEEL", "Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "DMNTests", dependencies: ["DMN", "Diagrams", "XML", "FEEL", "Diagnostics", "conformance"],
      exclude: ["conformance-baseline.txt"], swiftSettings: settings),
    .testTarget(
      name: "DrillsTests", dependencies: ["Drills", "Advisor", "DMN", "XML", "Diagnostics", "Shipped"],
      exclude: [
        "answers.jsonl", "fresh-1.jsonl", "fresh-2.jsonl", "fresh-3.jsonl", "about-cases.jsonl",
        "same-length.jsonl",
      ],
      swiftSettings: settings),
    .testTarget(name: "ProgressTests", dependencies: ["Progress"], swiftSettings: settings),
    .testTarget(
      name: "AdvisorTests", dependencies: ["Advisor", "DMN", "FEEL", "XML", "Diagnostics", "Shipped"],
      swiftSettings: settings),
    .testTarget(
      name: "ServiceTests",
      dependencies: ["Service", "Advisor", "DMN", "Drills", "FEEL", "XML", "Diagnostics", "Shipped"],
      swiftSettings: settings),
    .testTarget(
      name: "ServerTests", dependencies: ["Server", "Service", "Advisor", "DMN", "FEEL", "XML", "Shipped"],
      swiftSettings: settings),
    .testTarget(
      name: "RationaleTests", dependencies: ["rationale", "Shipped"], exclude: ["Golden"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
