import Diagnostics
import Testing
import XML

struct BadDocument: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let expected: String

  init(_ name: String, _ text: String, _ expected: String) {
    self.init(name, Array(text.utf8), expected)
  }
  init(_ name: String, _ bytes: [UInt8], _ expected: String) {
    self.name = name
    self.bytes = bytes
    self.expected = expected
  }
  var testDescription: String { name }
}

private let doctypeHelp = " | help: remove it; nothing it declares, such as entities, is ever read"

private let encodingHelp =
  " | help: save the file as UTF-8, or name its encoding in `<?xml … encoding=\"…\"?>`"

@Suite("Bad documents") struct BadDocumentTests {
  static let documents = [
    BadDocument("empty", "", "1:1: the file is empty; expected an XML document"),
    BadDocument("only spaces", " \n ", "2:2: the file is empty; expected an XML document"),
    BadDocument("not XML", "hello world", "1:1: this is not XML: found `hello world`, expected `<`"),
    BadDocument("JSON", "{\n \"a\": 1}", "1:1: this is not XML: found `{`, expected `<`"),
    BadDocument(
      "no root", "<?xml version='1.0'?><!-- a -->",
      "1:32: the file has no element; expected a root element"),
    BadDocument(
      "truncated in text", "<a>\n <b>tex",
      "2:8: the file ends inside element `b`; expected `</b>` | 2:2: it begins here"),
    BadDocument(
      "truncated in tag", "<a>\n <b x='1'",
      "2:10: the file ends inside the tag `<b`; expected `>` | 2:2: it begins here"),
    BadDocument(
      "truncated in value", "<a>\n <b x='1",
      "2:9: the file ends inside the tag `<b`; expected `>` | 2:2: it begins here"),
    BadDocument(
      "truncated in comment", "<a>\n <!-- b",
      "2:8: the file ends inside a comment; expected `-->` | 2:2: it begins here"),
    BadDocument(
      "truncated in CDATA", "<a>\n <![CDATA[ b",
      "2:13: the file ends inside a CDATA section; expected `]]>` | 2:2: it begins here"),
    BadDocument(
      "truncated in end tag", "<a>\n <b></b",
      "2:8: the file ends inside a tag; expected `>` | 2:5: it begins here"),
    BadDocument(
      "root never closed", "<a>\n<b/>\n",
      "3:1: the file ends inside element `a`; expected `</a>` | 1:1: it begins here"),
    BadDocument(
      "mismatch", "<a>\n  <b>\n    text</c>\n</a>",
      "3:9: found `</c>` where `</b>` was expected | 2:3: `<b>` was opened here"),
    BadDocument("end tag without start", "<a/></b>", "1:5: found more after the end of the root element"),
    BadDocument("two roots", "<a/>\n<b/>", "2:1: found more after the end of the root element"),
    BadDocument("text after the root", "<a/>\nmore", "2:1: found more after the end of the root element"),
    BadDocument(
      "duplicate attribute", "<a>\n <b x='1'\n  y='é' x='2'/></a>",
      "3:9: the attribute `x` is given twice | 2:5: it is given first here"),
    BadDocument(
      "unquoted attribute", "<a x=1/>", "1:6: an attribute's value was expected in quotation marks"),
    BadDocument(
      "attribute without value", "<a x/>", "1:5: the attribute `x` has no value; expected `=` and a value"),
    BadDocument(
      "less-than in attribute", "<a x='é<b'/>", "1:8: `<` in an attribute's value; expected `&lt;`"),
    BadDocument(
      "less-than in text", "<a>1 < 2</a>",
      "1:6: `<` does not begin a tag; expected a name after it, or `&lt;`"),
    BadDocument("ampersand in text", "<a>é & b</a>", "1:6: `&` does not begin an entity; expected `&amp;`"),
    BadDocument("ampersand word", "<a>R&D</a>", "1:5: `&` does not begin an entity; expected `&amp;`"),
    BadDocument(
      "unknown entity", "<a>é &nbsp; b</a>",
      "1:6: the entity `&nbsp;` is not defined; expected one of `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;`"),
    BadDocument(
      "bad character reference", "<a>é &#0; b</a>",
      "1:6: this character reference is not allowed; expected one such as `&#8364;`"),
    BadDocument("NUL", "<a>é\u{0}b</a>", "1:5: the character U+0000 is not allowed in XML"),
    BadDocument("control character", "<a>é\u{1B}b</a>", "1:5: the character U+001B is not allowed in XML"),
    BadDocument(
      "bad UTF-8", Array("<a>é".utf8) + [0xFF] + Array("</a>".utf8),
      "1:5: the byte 0xFF is not UTF-8 text here" + encodingHelp
    ),
    BadDocument(
      "Latin-1 undeclared", Array("<a>\nr".utf8) + [0xE9] + Array("sum</a>".utf8),
      "2:2: the byte 0xE9 is not UTF-8 text here" + encodingHelp
    ),
    BadDocument(
      "unknown prefix", "<a>\n <p:b/></a>",
      "2:2: the namespace prefix `p` is not declared; expected `xmlns:p=\"…\"`"),
    BadDocument(
      "unknown prefix of an attribute", "<a>\n <b é='' p:x='1'/></a>",
      "2:10: the namespace prefix `p` is not declared; expected `xmlns:p=\"…\"`"),
    BadDocument(
      "unknown encoding", "<?xml version='1.0' encoding='Shift_JIS'?><a/>",
      "1:31: the encoding `Shift_JIS` is not read here; expected `UTF-8` | help: save the file as UTF-8"),
    BadDocument(
      "late declaration", "\n<?xml version='1.0'?><a/>",
      "2:1: `<?xml …?>` was expected only at the very beginning of the file"),
    BadDocument("CDATA end in text", "<a>x ]]> y</a>", "1:6: `]]>` in text; expected `]]&gt;`"),
    BadDocument(
      "two hyphens in a comment", "<a><!-- x -- y --></a>",
      "1:11: `--` inside a comment; expected `-->` or other text"),
    BadDocument("no space between attributes", "<a x='1'y='2'/>", "1:9: a space was expected here"),
    BadDocument(
      "name with a digit first", "<a><1b/></a>",
      "1:4: `<` does not begin a tag; expected a name after it, or `&lt;`"),
    BadDocument(
      "entity bomb",
      "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]>\n<a>&y;</a>",
      "1:1: a document type declaration (`<!DOCTYPE`) is not accepted" + doctypeHelp),
    BadDocument(
      "external entity", "\n <!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "2:2: a document type declaration (`<!DOCTYPE`) is not accepted" + doctypeHelp),
    BadDocument(
      "external DTD", "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://localhost/a.dtd'><a/>",
      "1:22: a document type declaration (`<!DOCTYPE`) is not accepted" + doctypeHelp),
    BadDocument(
      "document type only", "<!DOCTYPE html>",
      "1:1: a document type declaration (`<!DOCTYPE`) is not accepted" + doctypeHelp),
    BadDocument(
      "UTF-16 cut in half", [0xFF, 0xFE, 0x3C, 0, 0x61, 0, 0x3E],
      "1:3: half a character of UTF-16; expected the other half after it"),
  ]

  @Test(arguments: documents) func `every bad document has its one message`(_ document: BadDocument) {
    #expect(problems(document.bytes) == document.expected)
  }
}
