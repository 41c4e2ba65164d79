internal import Diagnostics

extension Parser {
  /// Rule 45: `if … then … else …`.
  mutating func conditional() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    let condition = try expression()
    try expect("then", "after the condition of `if`")
    let yes = try expression()
    try expect("else", "after the first branch of `if`")
    let no = try expression()
    lastType = .any
    return try node(.ifThenElse(condition, yes, no), from: start)
  }

  /// Rule 44: `for … in …, … return …`.
  mutating func iteration() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    let outer = scopes.count
    let iterators = try self.iterators()
    try expect("return", "after the iterations of `for`")
    scopes.append(NameTable([NameTable.Entry("partial", .list(.any))]))
    let body = try expression()
    scopes.removeLast(scopes.count - outer)
    lastType = .list(lastType)
    return try node(.for(iterators, body), from: start)
  }

  /// Rule 46: `some … in … satisfies …`.
  mutating func quantified() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    let isSome = at("some")
    advance()
    let outer = scopes.count
    let iterators = try self.iterators()
    try expect("satisfies", "after the iterations of `\(isSome ? "some" : "every")`")
    let condition = try expression()
    scopes.removeLast(scopes.count - outer)
    lastType = .boolean
    return try node(isSome ? .some(iterators, condition) : .every(iterators, condition), from: start)
  }

  /// Rule 44 and 46: each iterator sees the ones before it.
  private mutating func iterators() throws(DiagnosticsError) -> [Expression.Iterator] {
    var iterators: [Expression.Iterator] = []
    repeat {
      guard token.kind == .name, !reservedWords.contains(token.text) else {
        throw unexpected("the name of an iteration variable")
      }
      let end = nameEnd(from: index, before: "in")
      guard tokens[end].text == "in" else { throw unexpected("`in` after the iteration variable") }
      let name = takeName(upTo: end)
      advance()
      let domain = try expression()
      let element = lastType.element ?? .any
      let end2 = accept("..") ? try expression() : nil
      scopes.append(NameTable([NameTable.Entry(name, element)]))
      iterators.append(Expression.Iterator(name, domain: domain, end: end2))
    } while accept(",")
    return iterators
  }

  /// Rule 55: `function(a: number) body`.
  mutating func functionDefinition() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    try expect("(", "after `function`")
    var parameters: [Expression.Parameter] = []
    if !at(")") {
      repeat { parameters.append(try parameter()) } while accept(",")
    }
    try expect(")", "to close the parameters")
    let isExternal = accept("external")
    scopes.append(
      NameTable(
        parameters.map { NameTable.Entry($0.name, $0.type.flatMap { $0.resolved(in: types) } ?? .any) }))
    let body = try expression()
    scopes.removeLast()
    let result = lastType
    lastType = .function(parameters.map { _ in .any }, result)
    return try node(.function(parameters, body, isExternal: isExternal), from: start)
  }

  private mutating func parameter() throws(DiagnosticsError) -> Expression.Parameter {
    guard token.kind == .name else { throw unexpected("the name of a parameter") }
    let name = takeName(upTo: nameEnd(from: index))
    return Expression.Parameter(name, type: accept(":") ? try typeExpression() : nil)
  }

  /// Rule 58: `{ key: value }`; each value sees the entries before it.
  mutating func context() throws(DiagnosticsError) -> Expression {
    let start = token.span.lowerBound
    advance()
    var entries: [Expression.Entry] = []
    var fields: [ValueType.Field] = []
    scopes.append(NameTable([]))
    if !at("}") {
      repeat {
        guard let end = keyEnd(from: index) else { throw unexpected("a key with a colon") }
        let name = takeName(upTo: end)
        advance()
        let value = try expression()
        entries.append(Expression.Entry(name, value))
        fields.append(ValueType.Field(name, lastType))
        let entry = NameTable.Entry(name, lastType)
        scopes[scopes.count - 1].insert(entry)
        properties.insert(entry)
      } while accept(",")
    }
    scopes.removeLast()
    try expect("}", "to close the context")
    lastType = .context(fields)
    return try node(.context(entries), from: start)
  }

  /// Rules 52 to 54.
  mutating func typeExpression() throws(DiagnosticsError) -> TypeExpression {
    depth += 1
    defer { depth -= 1 }
    guard stack.enter(), depth <= Self.greatestHeight else { throw tooDeep() }
    guard token.kind == .name else { throw unexpected("a type") }
    if next.text == "<" {
      switch token.text {
      case "list": return .list(try argument())
      case "range": return .range(try argument())
      case "context": return try contextType()
      case "function": return try functionType()
      default: break
      }
    }
    return .named(try typeName())
  }

  /// The type in angle brackets, `<type>`.
  private mutating func argument() throws(DiagnosticsError) -> TypeExpression {
    advance()
    advance()
    let type = try typeExpression()
    try expect(">", "to close the type")
    return type
  }

  private mutating func contextType() throws(DiagnosticsError) -> TypeExpression {
    advance()
    advance()
    var entries: [(name: String, type: TypeExpression)] = []
    if !at(">") {
      repeat {
        guard let end = keyEnd(from: index) else { throw unexpected("a key with a colon") }
        let name = takeName(upTo: end)
        advance()
        entries.append((name, try typeExpression()))
      } while accept(",")
    }
    try expect(">", "to close the type")
    return .context(entries)
  }

  private mutating func functionType() throws(DiagnosticsError) -> TypeExpression {
    advance()
    advance()
    var parameters: [TypeExpression] = []
    if !at(">") {
      repeat { parameters.append(try typeExpression()) } while accept(",")
    }
    try expect(">", "to close the parameter types")
    try expect("->", "before the result type")
    return .function(parameters, try typeExpression())
  }

  /// The longest type name known, else words and dots.
  private mutating func typeName() throws(DiagnosticsError) -> String {
    if let known = types.typeNames.longestMatch(tokens, from: index) {
      index += known.parts.count
      return known.name
    }
    var end = index + 1
    while tokens[end].kind == .name && !binaryWords.contains(tokens[end].text)
      || tokens[end].text == "." && tokens[end + 1].kind == .name
    {
      end += 1
    }
    return takeName(upTo: end)
  }
}
