import Testing

@Suite("rationale fmt writes one layout and loses nothing") struct FmtTests {
  private static let untidy = """
    <?xml version="1.0"?>
    <!-- kept -->
    <dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:kie="urn:kie" name="m"
        namespace="urn:m"><dmn:inputData
      name="A &amp; b" kie:odd='"x"'><dmn:variable name="A &amp; b"   typeRef="number"></dmn:variable>
      <dmn:extensionElements><kie:box>  <kie:inner  a='1'/>words <kie:b/></kie:box><!-- inside --></dmn:extensionElements>
    </dmn:inputData>
    <dmn:decision name="D"><dmn:variable name="D"/>
    <dmn:informationRequirement><dmn:requiredInput href="#a"/></dmn:informationRequirement>
    <dmn:decisionTable><dmn:input><dmn:inputExpression><dmn:text>A &amp; b</dmn:text></dmn:inputExpression></dmn:input><dmn:output/>
    <dmn:rule><dmn:inputEntry><dmn:text><![CDATA[< 5]]></dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text>"x"</dmn:text></dmn:outputEntry></dmn:rule></dmn:decisionTable></dmn:decision>
    </dmn:definitions>
    """

  @Test func `a file of any layout comes out in one, and stays as it is from then on`() throws {
    let folder = try Folder()
    try folder.write(Self.untidy, to: "m.dmn")
    let before = try folder.run("fmt", "m.dmn", "--check")
    #expect(before.status == 1)
    #expect(before.output == "m.dmn\n")
    #expect(try folder.read("m.dmn") == Self.untidy)
    #expect(try folder.run("fmt", "m.dmn").status == 0)
    try expectGolden(try folder.read("m.dmn"), "formatted.dmn")
    #expect(try folder.run("fmt", "m.dmn", "--check").status == 0)
  }

  @Test func `what a version has no place for is refused, and the file stays`() throws {
    let folder = try Folder()
    let text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
        <itemDefinition name="t"><typeRef>string</typeRef><typeConstraint><text>"a"</text></typeConstraint></itemDefinition>
      </definitions>
      """
    try folder.write(text, to: "m.dmn")
    let run = try folder.run("fmt", "m.dmn")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("m.dmn:2:53: error: `typeConstraint` came with DMN 1.5"), "\(run.errors)")
    #expect(try folder.read("m.dmn") == text)
    #expect(try folder.run("fmt", "m.dmn", "--dmn", "1.5").status == 0)
    #expect(try folder.read("m.dmn").contains("<typeConstraint>"))
  }
}
