extension BuiltinCall {
  /// The signatures that take so many positional arguments.
  init(_ builtin: Builtin, positional count: Int) {
    name = builtin.name
    candidates = builtin.signatures.compactMap { signature in
      let required = signature.parameters.filter { !$0.isOptional }.count
      let most = signature.isVariadic ? Int.max : signature.parameters.count
      return count >= required && count <= most
        ? Candidate(signature: signature, arguments: Array(0..<count)) : nil
    }
  }

  /// The signatures that have the named parameters.
  ///
  /// Order: those whose parameters stand as written first, as `before` has a form of `point` and `range` and one
  /// of `range` and `point`.
  init(_ builtin: Builtin, named names: [String]) {
    name = builtin.name
    let asWritten = builtin.signatures.filter { $0.parameters.map(\.name) == names }
    let others = builtin.signatures.filter { $0.parameters.map(\.name) != names }
    candidates = (asWritten + others).compactMap { signature in
      guard Set(names).count == names.count,
        names.allSatisfy({ name in signature.parameters.contains { $0.name == name } })
      else { return nil }
      var arguments = signature.parameters.map { parameter in names.firstIndex(of: parameter.name) }
      let isComplete = zip(signature.parameters, arguments).allSatisfy { $0.isOptional || $1 != nil }
      while let last = arguments.last, last == nil { arguments.removeLast() }
      return isComplete ? Candidate(signature: signature, arguments: arguments) : nil
    }
  }

  /// Calls the first signature that the arguments fit.
  func call(_ values: [Value], _ context: CallContext) -> Value {
    if let reason = context.run.exhausted { return .null(reason) }
    guard !candidates.isEmpty else { return context.null(wrongArguments(name)) }
    for candidate in candidates {
      if let arguments = candidate.converted(values) { return candidate.signature.call(arguments, context) }
    }
    for case .null(let reason?) in values { return .null(reason) }
    return context.null(misfit(values))
  }

  /// What a value is called that fits no signature.
  private func misfit(_ values: [Value]) -> String {
    guard candidates.count == 1, let candidate = candidates.first else {
      return noSignature(name, values.map(\.briefType))
    }
    for (index, argument) in candidate.arguments.enumerated() {
      let parameter = candidate.signature.parameter(index)
      let value = argument.map { values[$0] } ?? .null
      if parameter.accept(value) == nil { return wrongArgument(name, parameter, value) }
    }
    return noSignature(name, values.map(\.briefType))
  }
}

extension BuiltinCall.Candidate {
  /// The arguments in the order of the parameters, singleton lists converted; nil where one does not fit.
  fileprivate func converted(_ values: [Value]) -> [Value]? {
    var result: [Value] = []
    result.reserveCapacity(arguments.count)
    for (index, argument) in arguments.enumerated() {
      let value = argument.map { values[$0] } ?? .null
      guard let accepted = signature.parameter(index).accept(value) else { return nil }
      result.append(accepted)
    }
    return result
  }

  /// Whether arguments of these types may fit.
  func mayAccept(_ types: [ValueType]) -> Bool {
    for (index, argument) in arguments.enumerated() {
      let parameter = signature.parameter(index)
      guard let argument else { continue }
      if !parameter.mayAccept(types[argument]) { return false }
    }
    return true
  }
}

extension Signature {
  /// The parameter of an argument's position; the last one repeats in a variadic signature.
  fileprivate func parameter(_ index: Int) -> Parameter {
    index < parameters.count ? parameters[index] : parameters[parameters.count - 1]
  }

  /// The type of the function as a value.
  var type: ValueType { .function(parameters.map(\.type), result) }
}

extension Signature.Parameter {
  /// The value as the parameter takes it; nil where it does not.
  fileprivate func accept(_ value: Value) -> Value? {
    if case .any = type { return value }
    if case .null = value { return isOptional ? value : nil }
    return value.converted(to: type)
  }

  /// Whether a value of a type may be taken.
  fileprivate func mayAccept(_ given: ValueType) -> Bool {
    if given.mayConform(to: type) { return true }
    if case .list(let element) = given, element.mayConform(to: type) { return true }
    if case .list(let element) = type { return given.mayConform(to: element) }
    return given == .date && type == .dateTime
  }
}

/// The built-ins as function values.
let builtinFunctions: [String: Function] = builtins.mapValues { builtin in
  let signature = builtin.signatures.first
  return Function(
    name: builtin.name,
    parameters: signature?.parameters.map { Function.Parameter($0.name, $0.type) } ?? [],
    result: signature?.result ?? .any,
    builtin: builtin)
}

// MARK: Wording

func wrongArguments(_ name: String) -> String { "no form of `\(name)` takes these arguments" }

func noSignature(_ name: String, _ types: [ValueType]) -> String {
  "no form of `\(name)` takes (\(types.map(\.description).joined(separator: ", ")))"
}

private func wrongArgument(_ name: String, _ parameter: Signature.Parameter, _ value: Value) -> String {
  "`\(parameter.name)` of `\(name)` must be \(parameter.type.withArticle), found \(value.briefType.withArticle)"
}
