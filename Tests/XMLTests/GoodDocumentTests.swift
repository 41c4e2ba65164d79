import Diagnostics
import Testing
import XML

@Suite("Good documents") struct GoodDocumentTests {
  @Test(arguments: [
    ("<a/>", "a[]"),
    ("<?xml version='1.0' encoding='UTF-8'?>\n<!-- c -->\n<a></a>\n<!-- d -->\n", "a[]"),
    ("\u{FEFF}<a>x</a>", "a['x']"),
    ("<a>1 &lt; 2 &amp;&#38; &#x20AC;</a>", "a['1 < 2 && €']"),
    ("<a>x<![CDATA[<&]]>y<!-- c -->z<?p q?>!</a>", "a['x<&yz!']"),
    ("<a>\r\n x\r y\r\n</a>", "a['⏎ x⏎ y⏎']"),
    ("<a> <b/> x<c>y</c></a>", "a[' ' b[] ' x' c['y']]"),
    ("<a x='1 &lt; 2' y=\"it's\" z='a\nb&#10;c'/>", "a x=\"1 < 2\" y=\"it's\" z=\"a b\nc\"[]"),
    ("<a x = '>' ><b y='/>'/></a >", "a x=\">\"[b y=\"/>\"[]]"),
    (
      "<a xmlns='u' p:x='1' xmlns:p='v' y='2'><p:b/><c xmlns='w'/><d xmlns=''/></a>",
      "{u}a {v}x=\"1\" y=\"2\"[{v}b[] {w}c[] d[]]"
    ),
    ("<größe>naïve 日本 👍</größe>", "größe['naïve 日本 👍']"),
    ("<a><![CDATA[]]></a>", "a[]"),
    ("<a><!----><b/></a>", "a[b[]]"),
  ])
  func `a document is read as it stands`(_ text: String, _ expected: String) throws {
    #expect(sketch(try parsed(text)) == expected)
  }

  @Test func `tags, attributes and values know their places`() throws {
    let root = try parsed(
      "<?xml version='1.0'?>\n<a\n  x='é' xmlns:p='u'\n  p:yy = \"2\">é👍<b/>\r\n\t<c/>\r<d>\n</d></a>")
    #expect(at(root.location) == "2:1")
    #expect(root.attributes.map { at($0.location) } == ["3:3", "4:3"])
    #expect(root.attributes.map { at($0.valueLocation) } == ["3:6", "4:11"])
    #expect(root.children.map { at($0.location) } == ["4:16", "5:2", "6:1"])
    #expect(root.namespaces == ["p": "u"])
  }

  @Test func `every character of a text knows its place`() throws {
    let root = try parsed("<a>é&lt;x\r\ny<![CDATA[&\n]]><!-- c\n -->z&amp;&#x41;\rw</a>")
    #expect(
      places(root.text) == [
        "é1:4", "<1:5", "x1:9", "⏎1:10", "y2:1", "&2:11", "⏎2:12", "z4:5", "&4:6", "A4:11", "⏎4:17", "w5:1",
      ])
  }

  @Test func `text around children is joined and keeps its places`() throws {
    let root = try parsed("<a>1<b/>2\n<c/>3</a>")
    #expect(places(root.text) == ["11:4", "21:9", "⏎1:10", "32:5"])
  }

  @Test func `a byte order mark is no column`() throws {
    #expect(at(try parsed("\u{FEFF}<a/>").location) == "1:1")
  }

  @Test func `lines beyond 65,535 are right`() throws {
    let root = try parsed("<a>" + String(repeating: "\n", count: 70_000) + " <b/></a>")
    #expect(root.children.map { at($0.location) } == ["70001:2"])
  }

  @Test func `UTF-16 and one-byte encodings are read`() throws {
    let text = "<?xml version='1.0' encoding='UTF-16'?>\n<a>é👍<b/></a>"
    for bigEndian in [true, false] {
      let units = text.utf16.flatMap {
        bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
      }
      for mark in [[], bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]] as [[UInt8]] {
        let root = try Element(parsing: mark + units, file: "f")
        #expect(sketch(root) == "a['é👍' b[]]")
        #expect(root.children.map { at($0.location) } == ["2:6"])
      }
    }
    let western =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("<b/></a>".utf8)
    #expect(sketch(try Element(parsing: western, file: "f")) == "a['é' b[]]")
    let windows = Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0x80] + Array("</a>".utf8)
    #expect(sketch(try Element(parsing: windows, file: "f")) == "a['€']")
  }
}
