import Diagnostics
import Testing
import XML

private let xsd = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:c" xmlns="urn:c"
      elementFormDefault="qualified">
    <xs:element name="case">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="title" type="Text"/>
          <xs:element name="year" type="xs:int" minOccurs="0"/>
          <xs:element name="fact" type="Fact" minOccurs="0" maxOccurs="unbounded"/>
        </xs:sequence>
        <xs:attribute name="id" type="xs:ID"/>
      </xs:complexType>
    </xs:element>
    <xs:simpleType name="Text">
      <xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="20"/></xs:restriction>
    </xs:simpleType>
    <xs:complexType name="Fact">
      <xs:attribute name="name" type="xs:string" use="required"/>
      <xs:attribute name="basis">
        <xs:simpleType>
          <xs:restriction base="xs:string">
            <xs:enumeration value="measured"/><xs:enumeration value="stated"/>
          </xs:restriction>
        </xs:simpleType>
      </xs:attribute>
      <xs:attribute name="code">
        <xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{2}'?"/></xs:restriction></xs:simpleType>
      </xs:attribute>
      <xs:attribute name="share">
        <xs:simpleType><xs:restriction base="xs:decimal"><xs:maxInclusive value="1"/></xs:restriction></xs:simpleType>
      </xs:attribute>
    </xs:complexType>
  </xs:schema>
  """

func caseSchema() throws -> Schema { try Schema(parsing: Array(xsd.utf8), file: "case.xsd") }

@Suite("Schemas") struct SchemaTests {
  @Test(arguments: [
    ("<case xmlns='urn:c'><title>a</title><fact name='x' basis='stated'/></case>", ""),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fct name='x'/></case>",
      "3:2: element `fct` is not allowed here; expected one of `year`, `fact` | help: did you mean `fact`?"
    ),
    (
      "<case xmlns='urn:c'>\n <year>1</year></case>",
      "2:2: element `year` is not allowed here; expected `title`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title><year>1</year>\n  <year>1</year></case>",
      "3:3: element `year` is not allowed here; expected `fact`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title><fact name='x'/><more/></case>",
      "2:34: element `more` is not allowed here; expected `fact`"
    ),
    ("<k:case xmlns:k='urn:c' id='x'>\n</k:case>", "1:1: element `k:case` ends too early; expected `title`"),
    (
      "<case><title>a</title></case>",
      "1:1: the root element `case` in no namespace is not one that the schema allows"
    ),
    (
      "<other xmlns='urn:c'/>",
      "1:1: the root element `other` in the namespace `urn:c` is not one that the schema allows"
    ),
    (
      "<case xmlns='urn:c'>\n <title xmlns=''>a</title></case>",
      "2:2: element `title` in no namespace is not allowed here; expected it in the namespace `urn:c`"
    ),
    ("<case xmlns='urn:c'>\n <title>a &amp; b</title><fact name='x&amp;y'/></case>", ""),
    (
      "<case xmlns='urn:c'>\n <title>a</title><fact name='x' code='&amp;A'/></case>",
      "2:39: `&A` in attribute `code` is not of the form `[A-Z]{2}'?`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact name='x' bases='y'/></case>",
      "3:17: attribute `bases` is not allowed on element `fact`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact basis='stated'/></case>",
      "3:2: element `fact` lacks its attribute `name`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact name='x' basis='statd'/></case>",
      "3:24: `statd` is not allowed in attribute `basis`; expected one of `measured`, `stated` | help: did you mean `stated`?"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact name='x' code='it&apos;s'/></case>",
      "3:23: `it's` in attribute `code` is not of the form `[A-Z]{2}'?`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact name='x' share='1.5'/></case>",
      "3:24: `1.5` in attribute `share` is out of bounds; expected at most `1`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact name='x' share='much'/></case>",
      "3:24: `much` is not allowed in attribute `share`"
    ),
    ("<case xmlns='urn:c'>\n <title/></case>", "2:2: element `title` is empty; expected a text"),
    (
      "<case xmlns='urn:c'>\n <title>a title that is far too long</title></case>",
      "2:9: `a title that is far too long` in element `title` has 28 characters; expected at most 20"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <year> this\n year</year></case>",
      "3:9: `this  year` in element `year` is not a value of the type `xs:int`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title> and text</case>", "2:19: text is not allowed in element `case`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a<b/></title></case>",
      "2:10: element `b` is not allowed here; element `title` holds only text"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title><fact name='x'>y</fact></case>",
      "2:33: text is not allowed in element `fact`"
    ),
    (
      "<case xmlns='urn:c'>\n <title>a</title>\n <fact basis='x' code='y'/>\n <fct/></case>",
      "3:2: element `fact` lacks its attribute `name`\n3:15: `x` is not allowed in attribute `basis`; expected one of `measured`, `stated`\n3:24: `y` in attribute `code` is not of the form `[A-Z]{2}'?`\n4:2: element `fct` is not allowed here; expected `fact` | help: did you mean `fact`?"
    ),
  ])
  func `each violation is told in our words at its place`(_ text: String, _ expected: String) throws {
    let found = problems(text, schema: try caseSchema())
    #expect(found == expected)
  }

  @Test(arguments: [
    (
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n\n  <xs:element name='a'\n type='B'/></xs:schema>",
      "3:3: the schema is wrong: element decl. `a`, attribute `type`: the QName value `B` does not resolve to a(n) type definition"
    ),
    (
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n <xs:elment/></xs:schema>",
      "2:2: the schema is wrong: element `xs:schema`: the content is not valid. Expected is ((include | import | redefine | annotation)*, (((simpleType | complexType | group | attributeGroup) | element | attribute | notation), annotation*)*)"
    ),
    (
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n <xs:simpleType name='a'>\n  <xs:restriction base='xs:string'><xs:pattern value='['/></xs:restriction></xs:simpleType></xs:schema>",
      "3:36: the schema is wrong: element `xs:pattern`: the value `[` of the facet `pattern` is not a valid regular expression"
    ),
    (
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n <xs:include schemaLocation='file:///etc/passwd'/></xs:schema>",
      "2:2: the schema is wrong: element `xs:include`: failed to parse the XML resource `file:///etc/passwd`"
    ),
    ("<a/>", "1:1: the schema is wrong: this is not a schema document"),
    ("<a>", "1:4: the file ends inside element `a`; expected `</a>` | 1:1: it begins here"),
  ])
  func `a wrong schema is told at its place`(_ text: String, _ expected: String) {
    var found = ""
    do throws(DiagnosticsError) {
      _ = try Schema(parsing: Array(text.utf8), file: "s")
    } catch {
      found = described(error.diagnostics)
    }
    #expect(found == expected)
  }

  @Test func `one schema serves many tasks`() async throws {
    let schema = try caseSchema()
    let good = Array("<case xmlns='urn:c'><title>a</title></case>".utf8)
    let bad = Array("<case xmlns='urn:c'><titel>a</titel></case>".utf8)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<100).count { _ in
            let fine = (try? Element(parsing: good, file: "f", schema: schema)) != nil
            let alsoFine = (try? Element(parsing: bad, file: "f", schema: schema)) != nil
            return !fine || alsoFine
          }
        }
      }
      var sum = 0
      for await count in group { sum += count }
      return sum
    }
    #expect(wrong == 0)
  }

  @Test func `an id that is used twice is told`() throws {
    let root = try parsed("<a id='x'>\n <b id='y'/><c id=' x '><d id='y'/></c></a>")
    #expect(
      described(root.duplicateIDs()) == """
        2:20: the id `x` is used twice | 1:8: it is used first here
        2:32: the id `y` is used twice | 2:9: it is used first here
        """)
  }
}
