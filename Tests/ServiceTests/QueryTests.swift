import Service
import Testing

@Suite("Addresses") struct QueryTests {
  @Test(arguments: [
    ("a=1&b=2", ["a": "1", "b": "2"]), ("a", ["a": ""]), ("", [:]), ("a+b=c%20d", ["a b": "c d"]),
    ("%C3%A4=%E2%82%AC", ["ä": "€"]), ("a=%zz%4", ["a": "%zz%4"]), ("a=b=c", ["a": "b=c"]),
    ("x=%FF", ["x": "\u{FFFD}"]),
  ])
  func `fields are decoded`(_ text: String, _ fields: [String: String]) {
    let read = Query(reading: text).fields
    #expect(Dictionary(read.map { ($0.name, $0.value) }) { $1 } == fields)
  }

  @Test func `what is written is read again, in its order`() {
    let query = Query([("Change frequency", "daily"), ("<b>&\"'=+%", "≥ 5 & < 9"), ("a", "")])
    #expect(Query(reading: query.text) == query)
    #expect(query.text == "Change+frequency=daily&%3Cb%3E%26%22%27%3D%2B%25=%E2%89%A5+5+%26+%3C+9&a=")
  }
}
