import Diagnostics
import Testing
import XML

/// A source that gives so many bytes at a time.
func source(_ bytes: [UInt8], by size: Int) -> ByteSource {
  var rest = bytes[...]
  return ByteSource(file: "f") { () throws(DiagnosticsError) in
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

/// The records as sketches, with places, and at the end what stopped the reading.
private func records(
  _ text: String, named name: String? = nil, by size: Int = 1 << 20, limits: Element.Limits = .standard,
  schema: Schema? = nil
) -> [String] {
  let reader = ElementReader(
    named: name, from: source(Array(text.utf8), by: size), limits: limits, schema: schema)
  var found: [String] = []
  do throws(DiagnosticsError) {
    while let record = try reader.next() {
      let problems = record.problems.isEmpty ? "" : " " + described(record.problems)
      found.append("\(at(record.element.location)) \(sketch(record.element))\(problems)")
    }
  } catch {
    found.append(described(error.diagnostics))
  }
  return found
}

@Suite("Reading element by element") struct ElementReaderTests {
  private static let library = """
    \u{FEFF}<?xml version='1.0'?>
    <!-- many -->
    <cases xmlns='u' year='2026'>
      <case id='1'><!-- c -->é &lt; x\r\n<case/></case>
      text
      <group><case id='2'/>
        <case id='3'><![CDATA[<case>]]></case></group>
    </cases>
    """

  @Test(arguments: [1, 2, 3, 7, 64, 1 << 20])
  func `children of the root come one by one, whatever the pieces`(_ size: Int) {
    #expect(
      records(Self.library, by: size) == [
        "4:3 {u}case id=\"1\"['é < x⏎' {u}case[]]",
        "7:3 {u}group[{u}case id=\"2\"[] '⏎    ' {u}case id=\"3\"['<case>']]",
      ])
  }

  @Test(arguments: [1, 5, 1 << 20])
  func `elements of a name come from any depth, the outermost of nested ones`(_ size: Int) {
    #expect(
      records(Self.library, named: "case", by: size) == [
        "4:3 {u}case id=\"1\"['é < x⏎' {u}case[]]",
        "7:10 {u}case id=\"2\"[]",
        "8:5 {u}case id=\"3\"['<case>']",
      ])
  }

  @Test func `the reader knows the root's start tag`() throws {
    let reader = ElementReader(from: source(Array(Self.library.utf8), by: 1 << 20))
    #expect(reader.root == nil)
    _ = try reader.next()
    #expect(reader.root.map(sketch) == "{u}cases year=\"2026\"[]")
  }

  @Test func `many records keep exact places, and their order`() throws {
    let count = 4_000
    let bytes =
      Array("<cases>\n".utf8)
      + (0..<count).flatMap { Array(" <case n='\($0)'>\n  <fact>é \($0)</fact></case>\n".utf8) }
      + Array("</cases>".utf8)
    var next = 0
    try readElements(from: source(bytes, by: 5000)) { element, problems in
      let fact = try #require(element.child("fact"))
      #expect(problems.isEmpty)
      guard element[attribute: "n"] == "\(next)", fact.text.text == "é \(next)",
        at(element.location) == "\(2 * next + 2):2", at(fact.text.location(atUTF8: 3)) == "\(2 * next + 3):11"
      else {
        Issue.record("record \(next) is \(element)")
        throw DiagnosticsError([])
      }
      next += 1
    }
    #expect(next == count)
  }

  @Test func `records before a problem are delivered, and the problem stays`() throws {
    #expect(
      records("<a>\n<b/>\n<c></d></a>") == [
        "2:1 b[]", "3:4: found `</d>` where `</c>` was expected | 3:1: `<c>` was opened here",
      ])
    let reader = ElementReader(from: source(Array("<a><b>".utf8), by: 10))
    for _ in 0..<2 { #expect(throws: DiagnosticsError.self) { _ = try reader.next() } }
  }

  @Test(arguments: [
    ("", "1:1: the file is empty; expected an XML document"),
    ("hello", "1:1: this is not XML: found `hello`, expected `<`"),
    ("<a>\n<b", "2:3: the file ends inside the tag `<b`; expected `>` | 2:1: it begins here"),
    ("<a>\n", "2:1: the file ends inside element `a`; expected `</a>` | 1:1: it begins here"),
  ])
  func `a bad stream has its one message`(_ text: String, _ expected: String) {
    #expect(records(text) == [expected])
    #expect(records(text, by: 1) == [expected])
  }

  @Test func `limits hold for each record, not for the stream`() {
    var limits = Element.Limits.standard
    limits.bytes = 40_000
    limits.elements = 2
    let small = "<b>" + String(repeating: "x", count: 10_000) + "</b>\n"
    #expect(records("<a>" + String(repeating: small, count: 50) + "</a>", limits: limits).count == 50)
    let large = "<b>" + String(repeating: "x", count: 60_000) + "</b>\n"
    #expect(
      records("<a>\n" + small + large + "</a>", limits: limits).last
        == "3:1: more than 40,000 bytes of XML in one piece")
    #expect(records("<a><b><c/><d/></b></a>", limits: limits) == ["1:11: more than 2 elements"])
  }

  @Test func `violations of the schema stay with their record`() throws {
    let xsd = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="a"><xs:complexType><xs:sequence>
          <xs:element name="b" maxOccurs="unbounded"><xs:complexType><xs:sequence>
            <xs:element name="c" type="xs:int"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
      </xs:schema>
      """
    let schema = try Schema(parsing: Array(xsd.utf8), file: "s")
    let text = "<a>\n<b><c>1</c></b>\n<b><c>x</c></b>\n<b/>\n<dd/>\n<b><c>2</c></b></a>"
    #expect(
      records(text, schema: schema) == [
        "2:1 b[c['1']]",
        "3:1 b[c['x']] 3:7: `x` in element `c` is not a value of the type `xs:int`",
        "4:1 b[] 4:1: element `b` ends too early; expected `c`",
        "5:1 dd[] 5:1: element `dd` is not allowed here; expected `b`",
        "6:1 b[c['2']]",
      ])
    #expect(records("<a/>", schema: schema) == ["1:1: element `a` ends too early; expected `b`"])
    #expect(
      records("<z><b/></z>", schema: schema) == [
        "1:1: the root element `z` in no namespace is not one that the schema allows"
      ])
  }

  @Test func `a descriptor that cannot be read is told`() {
    let reader = ElementReader(from: ByteSource(descriptor: -1, file: "f"))
    #expect(throws: DiagnosticsError.self) { _ = try reader.next() }
  }
}
