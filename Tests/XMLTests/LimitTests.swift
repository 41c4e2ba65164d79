import Testing
import XML

@Suite("Limits") struct LimitTests {
  @Test func `a text over its limit ends the parse`() {
    let text = "<a>\n<b/>" + String(repeating: "x", count: 10_000_001) + "</a>"
    #expect(problems(text) == "2:5: a text longer than 10,000,000 bytes")
  }

  @Test func `a document over its limit is not even begun`() {
    #expect(problems([UInt8](repeating: 32, count: 65 << 20)) == "1:1: more than 64 MiB of XML in one piece")
  }

  @Test func `10,000 levels end at the 257th`() {
    let text = String(repeating: "<a>", count: 10_000) + String(repeating: "</a>", count: 10_000)
    #expect(problems(text) == "1:769: elements are nested more than 256 levels deep")
  }

  @Test func `no limit allows more than 1,000 levels`() throws {
    var limits = Element.Limits.standard
    limits.depth = 1_000_000
    let deep = { (levels: Int) in
      String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
    }
    #expect(problems(deep(1_000), limits: limits) == "")
    #expect(
      problems(deep(1_001), limits: limits) == "1:3001: elements are nested more than 1,000 levels deep")
  }

  @Test func `a tag over its limit ends the parse`() {
    let long = "<a>\n <b x='" + String(repeating: "y", count: 17_000) + "'/></a>"
    #expect(problems(long) == "2:2: a tag longer than 16 KiB")
    let endless = "<a>\n <b x='" + String(repeating: "y", count: 1_000_000) + "'/></a>"
    #expect(problems(endless) == "2:2: a tag longer than 16 KiB")
  }

  @Test func `attributes over their limit end the parse`() {
    let attributes = { (count: Int) in (0..<count).map { " x\($0)=''" }.joined() }
    #expect(problems("<a\(attributes(256))/>") == "")
    #expect(problems("<a\(attributes(257))/>") == "1:1: a tag with 257 attributes; at most 256 are read")
    #expect(problems("<a\(attributes(100_000))/>") == "1:1: a tag longer than 16 KiB")
  }

  @Test func `elements over their limit end the parse`() {
    var limits = Element.Limits.standard
    limits.elements = 3
    #expect(problems("<a><b/><c/></a>", limits: limits) == "")
    #expect(problems("<a><b/><c/><d/></a>", limits: limits) == "1:12: more than 3 elements")
  }

  @Test func `a comment over its limit ends the parse`() {
    let text = { (count: Int) in "<a>\n <!--" + String(repeating: "x", count: count) + "--><b/></a>" }
    #expect(problems(text(1_000_000)) == "")
    #expect(problems(text(3_000_000)) == "2:2: a comment longer than 1 MiB")
  }

  @Test func `a document type that never ends is still told as one`() {
    let text = "\n<!DOCTYPE a [" + String(repeating: " ", count: 100_000)
    #expect(problems(text).hasPrefix("2:1: a document type declaration (`<!DOCTYPE`) is not accepted"))
  }
}
