import Diagnostics
import Testing
import XML

@Suite("Writing XML") struct EscapeXMLTests {
  @Test func `escaped text is read back as it was, in text and in attributes`() throws {
    let text = "<a> & \"b\" 'c' é 👍\r\n\t]]>"
    let root = try parsed("<x y='\(escapedXML(text, inAttribute: true))'>\(escapedXML(text))</x>")
    #expect(root.text.text == text)
    #expect(root[attribute: "y"] == text)
  }

  @Test(arguments: ["a\"'\u{304}b", "a'\"\u{304}b", "\"", "'"])
  func `a document laid out anew holds the same attributes`(_ value: String) throws {
    let text = "<x y=\"\(escapedXML(value, inAttribute: true))\"/>"
    let root = try parsed(MarkupDocument(parsing: Array(text.utf8), file: "x.xml").text)
    #expect(root[attribute: "y"] == value)
  }

  @Test func `characters that XML cannot hold are replaced`() {
    #expect(escapedXML("a\u{0}\u{1B}b") == "a\u{FFFD}\u{FFFD}b")
  }
}
