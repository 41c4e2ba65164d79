package import Advisor

extension JSON {
  /// The members of an object; nil where this is none.
  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// The elements of an array; nil where this is none.
  package var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// The text of a string; nil where this is none.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The digits of a number; nil where this is none.
  package var digits: String? { if case .number(let digits) = self { digits } else { nil } }
}
