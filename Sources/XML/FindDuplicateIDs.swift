public import Diagnostics

extension Element {
  /// The ids used more than once in this element and all inside it.
  ///
  /// libxml2 does not check the uniqueness of `xs:ID` while it streams, so this does.
  ///
  /// - Parameter attribute: the local name of the attribute, in no namespace, that holds ids.
  /// - Returns: one problem for each repetition, with the first use as a note.
  public func duplicateIDs(attribute: String = "id") -> [Diagnostic] {
    var first: [String: SourceLocation] = [:]
    var found: [Diagnostic] = []
    var pending = [self]
    while let element = pending.popLast() {
      if let id = element.attribute(attribute) {
        let value = id.value.trimmedOfSpaces
        if let earlier = first[value] {
          found.append(duplicate(value, at: id.valueLocation, first: earlier))
        } else {
          first[value] = id.valueLocation
        }
      }
      pending += element.children.reversed()
    }
    return found
  }
}

extension String {
  /// The value of a type such as `xs:ID`, whose spaces at the ends do not count.
  var trimmedOfSpaces: String {
    let start = utf8.drop(while: isSpace)
    return String(Substring(start.prefix(start.count - start.reversed().prefix(while: isSpace).count)))
  }
}

// MARK: Wording

private func duplicate(_ id: String, at place: SourceLocation, first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, XMLCode.duplicateID, "the id `\(shortened(id))` is used twice", at: place,
    notes: [.init("it is used first here", at: first)])
}
