import Diagnostics
import Testing
import XML

@Suite("Cutting a library into pieces") struct DocumentCutterTests {
  private static let library = """
    \u{FEFF}<?xml version='1.0'?>
    <!-- <lib> -->
    <lib xmlns='u' xmlns:p='v' year='2026'
      a='>'>
      <case id='1'><!-- </case> -->é &lt; x\r\n<b c='/case>'/></case>
      <!-- between --><case id='2'> <b/>\n</case> <p:case id='3'><case>inner</case></p:case>
      <case id='4'><![CDATA[</case>]]><case>nested</case> more</case>\r
    <other>日本</other><?stop here?>
      <case id='5'>last</case>
    </lib>
    <!-- behind -->
    """

  /// The records with their places, and what stopped the reading.
  private func records(
    _ text: String, pieceBytes: Int, by size: Int, schema: Schema? = nil, keepingLayout: Bool = false
  ) -> [String] {
    var found: [String] = []
    do throws(DiagnosticsError) {
      var cutter = DocumentCutter(source(Array(text.utf8), by: size), library: "lib", pieceBytes: pieceBytes)
      while let piece = try cutter.next() {
        try piece.read(schema: schema, keepingLayout: keepingLayout) { element, problems in
          let all = problems.isEmpty ? "" : " " + described(problems)
          found.append("\(at(element.location)) \(sketch(element))\(all)")
        }
      }
    } catch {
      found.append(described(error.diagnostics))
    }
    return found
  }

  @Test(arguments: [1, 40, 100, 1 << 20], [1, 3, 1 << 20])
  func `pieces hold the same records at the same places as the whole`(_ piece: Int, _ size: Int) {
    var whole: [String] = []
    let reader = ElementReader(from: source(Array(Self.library.utf8), by: 1 << 20))
    while let record = try? reader.next() {
      whole.append("\(at(record.element.location)) \(sketch(record.element))")
    }
    #expect(whole.count == 6)
    #expect(records(Self.library, pieceBytes: piece, by: size, keepingLayout: true) == whole)
  }

  @Test func `a library is cut, and cuts do not depend on how it is delivered`() throws {
    let text = "<lib>" + (0..<100).map { "<case>\($0)</case>\n" }.joined() + "</lib>"
    let lines = try [1, 50, 1 << 20].map { size in
      var cutter = DocumentCutter(source(Array(text.utf8), by: size), library: "lib", pieceBytes: 200)
      var lines: [Int] = []
      while let piece = try cutter.next() { lines.append(piece.line) }
      return lines
    }
    #expect(lines[0].count > 5)
    #expect(lines[0] == lines[1] && lines[1] == lines[2])
  }

  @Test func `another root is one piece`() {
    #expect(records("<case>\n<a/><a/></case>", pieceBytes: 1, by: 5) == ["1:1 case[a[] a[]]"])
    #expect(records("<lib/>", pieceBytes: 1, by: 5) == ["1:1 lib[]"])
  }

  @Test func `white space beside a child is layout, and elsewhere text`() {
    #expect(
      records(
        "<case> <a> </a> x <b>\n\n</b>\n<c>y<d/> </c><![CDATA[ ]]> <e/> &#32;</case>", pieceBytes: 1, by: 5)
        == [
          "1:1 case[a[' '] ' x ' b['⏎⏎'] c['y' d[]] '  ' e[] '  ']"
        ])
  }

  @Test(arguments: [1, 1 << 20])
  func `a mistake is told at its place, after the records before it`(_ piece: Int) {
    #expect(
      records("<lib>\n<case/>\n<case>\n <b></c></case>\n<case/>\n</lib>", pieceBytes: piece, by: 4) == [
        "2:1 case[]", "4:5: found `</c>` where `</b>` was expected | 4:2: `<b>` was opened here",
      ])
    #expect(
      records("<lib>\n<case/>\n<case>\n <b>", pieceBytes: piece, by: 4) == [
        "2:1 case[]", "4:5: the file ends inside element `b`; expected `</b>` | 4:2: it begins here",
      ])
    #expect(
      records("<lib>\n<case/>\n</lib>\n<more/>", pieceBytes: piece, by: 4).last
        == "4:1: found more after the end of the root element")
  }

  @Test func `a record over the limit ends the reading at its beginning`() {
    let text = "<lib>\n<case/>\n<case>" + String(repeating: "<a>x</a>", count: 600_000) + "</case></lib>"
    #expect(
      records(text, pieceBytes: 1 << 18, by: 1 << 16) == [
        "2:1 case[]", "3:1: more than 4 MiB of XML in one piece",
      ])
  }

  @Test(arguments: [1, 60, 1 << 20])
  func `violations of the schema stay with their record, whatever the pieces`(_ piece: Int) throws {
    let xsd = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="lib"><xs:complexType><xs:sequence>
          <xs:element name="case" minOccurs="0" maxOccurs="unbounded" type="xs:int"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:schema>
      """
    let schema = try Schema(parsing: Array(xsd.utf8), file: "s")
    #expect(
      records(
        "<lib>\n<case>1</case>\n<case>x</case>\n<dd/>\n<case>2</case></lib>", pieceBytes: piece, by: 9,
        schema: schema) == [
          "2:1 case['1']",
          "3:1 case['x'] 3:7: `x` in element `case` is not a value of the type `xs:int`",
          "4:1 dd[] 4:1: element `dd` is not allowed here; expected `case`",
          "5:1 case['2']",
        ])
  }
}
