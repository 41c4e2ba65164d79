internal import Advisor
internal import DMN
internal import FEEL

extension ConceptModel {
  /// What the rules say of themselves, in one line; nil where they say nothing.
  var summary: String? { model.model.description.map(plainText) }

  /// The words that an input may have; empty where it is not a choice of words.
  func words(for input: String) -> [String] {
    guard case .oneOf(let options)? = model.inputTypes[input]?.allowedValues?.tests else { return [] }
    return options.compactMap { option in
      guard case .expression(let expression) = option, case .literal(.string(let word)) = expression.kind
      else {
        return nil
      }
      return word
    }
  }
}
