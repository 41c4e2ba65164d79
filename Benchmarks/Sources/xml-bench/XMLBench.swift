import Advisor
import Batch
import Diagnostics
import Foundation
import XML

/// Reads a library of cases, or writes one.
///
/// `xml-bench generate FILE MEGABYTES`, `xml-bench elements|cases FILE [SCHEMA] [CORES]`: `elements` builds the tree of
/// each case on one core, `cases` reads each into a `CaseStudy` on several. Prints what was found as JSON.
@main struct XMLBench {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else {
      print("xml-bench generate FILE MEGABYTES | elements FILE [SCHEMA] | cases FILE [SCHEMA|-] [CORES]")
      exit(64)
    }
    if arguments[0] == "generate" {
      var generator = LibraryGenerator()
      return try generator.write(to: arguments[1], megabytes: Int(arguments.dropFirst(2).first ?? "100") ?? 100)
    }
    let path = arguments.dropFirst(2).first.flatMap { $0 == "-" ? nil : $0 }
    let schema = try path.map { try Schema(parsing: Array(Data(contentsOf: URL(fileURLWithPath: $0))), file: $0) }
    let descriptor = open(arguments[1], O_RDONLY)
    guard descriptor >= 0 else { throw CocoaError(.fileNoSuchFile) }
    let source = ByteSource(descriptor: descriptor, file: arguments[1])
    var cases = 0
    var facts = 0
    var problems = 0
    if arguments[0] == "elements" {
      try readElements(from: source, schema: schema) { element, found in
        cases += 1
        facts += element.child("facts")?.nodes.count ?? 0
        problems += found.count
      }
    } else {
      let cores = arguments.dropFirst(3).first.flatMap { Int($0) } ?? coreCount
      try readCases(from: source, schema: schema, cores: cores) { result in
        (try? result.get()).map { $0.facts.count }
      } body: { (count: Int?) in
        if let count { (cases, facts) = (cases + 1, facts + count) } else { problems += 1 }
      }
    }
    print("{\"cases\":\(cases),\"facts\":\(facts),\"problems\":\(problems)}")
  }
}
