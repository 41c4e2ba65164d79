/// What can be wrong with an XML document, as the stable names of its diagnostics.
public enum XMLCode: String, Sendable, CaseIterable {
  /// Nothing there.
  case empty = "xml.empty"
  /// The text does not obey the rules of XML.
  case malformed = "xml.malformed"
  /// The document ends too early.
  case truncated = "xml.truncated"
  /// Bytes that are not text in the document's encoding, or an encoding we do not read.
  case encoding = "xml.encoding"
  /// A document type declaration, which is never read.
  case doctype = "xml.doctype"
  /// A limit on size, depth or number.
  case limit = "xml.limit"
  /// The bytes cannot be read at all.
  case unreadable = "xml.unreadable"
  /// The document breaks its schema.
  case invalid = "xml.invalid"
  /// The schema itself is wrong.
  case schema = "xml.schema"
  /// An id that is used twice.
  case duplicateID = "xml.duplicateID"
}
