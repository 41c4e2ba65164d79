import Foundation

/// Writes a library of cases, the same for the same size: about 1.6 KB a case, with entities, CDATA sections,
/// comments and text beyond ASCII now and then. All cases obey the schema and the shipped rules.
struct LibraryGenerator {
  private var state: UInt64 = 4711
  private static let words =
    ("the model answers from documents that change while a team keeps an index of policies prices and manuals "
    + "retrieval finds passages and prompts carry them but style tone and format need examples labelled by experts "
    + "so training on a narrow task pays when prompting misses the bar and the data are ready cost latency and audit "
    + "R&amp;D p&lt;0.05 naïve résumé Zürich customers' \"quotes\" – evaluation said").split(separator: " ")
  private static let choices: [(String, [String])] = [
    ("Knowledge needed", ["none", "general", "private or domain"]),
    ("Change frequency", ["static", "yearly", "monthly", "weekly", "daily", "real-time"]),
    ("Trusted source required", ["true", "false"]), ("Users see different data", ["true", "false"]),
    ("Style consistency", ["loose", "preferred", "strict"]),
    ("Prompting result", ["meets the bar", "falls short", "not tried"]), ("Label quality", ["clean", "uneven"]),
    ("Task scope", ["narrow", "broad"]), ("Request volume", ["low", "medium", "high"]),
    ("Latency", ["relaxed", "interactive", "tight"]), ("Cost pressure", ["true", "false"]),
    ("Privacy or self-hosting", ["true", "false"]),
  ]

  private mutating func random(_ bound: Int) -> Int {
    // Knuth's MMIX: enough to mix words.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in String(Self.words[random(Self.words.count)]) }.joined(separator: " ")
  }

  private mutating func study(_ number: Int) -> String {
    var lines = ["  <caseStudy id=\"cs-\(number)\">", "    <title>\(text(7))</title>"]
    lines.append("    <organisation>\(text(2))</organisation>")
    lines.append("    <year>\(2019 + random(8))</year>")
    if random(20) == 0 { lines.append("    <!-- reviewed -->") }
    lines.append("    <source kind=\"summary\" url=\"https://example.org/\(number)\"/>")
    let narrative = text(60 + random(90))
    let isCDATA = random(33) == 0
    lines.append("    <narrative>\(isCDATA ? "<![CDATA[\(narrative)]]>" : narrative)</narrative>")
    lines.append("    <facts>")
    for (name, values) in Self.choices where random(4) > 0 {
      lines.append("      <fact name=\"\(name)\" value=\"\(values[random(values.count)])\" status=\"stated\"/>")
    }
    lines.append("      <fact name=\"Labelled examples\" value=\"\(random(20_000))\" status=\"measured\"/>")
    lines.append("      <fact name=\"Knowledge size\" value=\"\(random(2_000_000))\" status=\"assumed\"/>")
    lines += ["    </facts>", "    <used strategy=\"rag\"><result>\(text(12))</result></used>", "  </caseStudy>", ""]
    return lines.joined(separator: "\n")
  }

  mutating func write(to path: String, megabytes: Int) throws {
    FileManager.default.createFile(atPath: path, contents: nil)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.write(
      contentsOf: Data(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<caseStudies xmlns=\"urn:rationale:case-study:1\">\n".utf8))
    var written = 0
    var number = 0
    while written < megabytes * 1_000_000 {
      var block = Data()
      for _ in 0..<500 {
        number += 1
        block.append(Data(study(number).utf8))
      }
      written += block.count
      try handle.write(contentsOf: block)
    }
    try handle.write(contentsOf: Data("</caseStudies>\n".utf8))
    try handle.close()
    print("{\"cases\":\(number)}")
  }
}
