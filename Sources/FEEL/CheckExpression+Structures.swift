internal import Diagnostics

extension Checker {
  mutating func variable(_ name: String, at place: Int) -> (Node, ValueType) {
    if let found = resolve(name, at: place) { return found }
    return (
      .constant(.null(NullReason(unknownName(name), at: fragment.location(atUTF8: place)))),
      unknown(name, place)
    )
  }

  /// Reports an unknown name; nothing is known of its type.
  private mutating func unknown(_ name: String, _ place: Int) -> ValueType {
    let help = suggestion(for: name, among: namesInSight)
    problems.append(error(.unknownName, unknownName(name), at: place, help: help))
    return .any
  }

  mutating func list(_ items: [Expression], at place: Int) -> (Node, ValueType) {
    var nodes: [Node] = []
    var type: ValueType?
    for item in items {
      let (node, itemType) = check(item)
      nodes.append(node)
      type = type?.joined(with: itemType) ?? itemType
    }
    return (folded(.list(nodes, place: place), if: nodes.allSatisfy(\.isConstant)), .list(type ?? .null))
  }

  mutating func context(_ entries: [Expression.Entry], at place: Int) -> (Node, ValueType) {
    let mark = mark
    defer { unbind(to: mark) }
    var nodes: [EntryNode] = []
    var fields: [ValueType.Field] = []
    for entry in entries {
      let (node, type) = check(entry.value)
      if fields.contains(where: { $0.name == entry.name }) {
        problems.append(warning(.typeMismatch, duplicateKey(entry.name), at: entry.value.span.lowerBound))
      }
      nodes.append(EntryNode(name: entry.name, slot: bind(entry.name, type), value: node))
      fields.append(ValueType.Field(entry.name, type))
    }
    return (.context(nodes, place: place), .context(fields))
  }

  mutating func checkRange(_ range: RangeExpression, at place: Int) -> (Node, ValueType) {
    var type = ValueType.null
    var isConstant = true
    var problem = false
    func bound(_ expression: Expression?, _ isClosed: Bool, _ checker: inout Checker) -> BoundNode? {
      guard let expression else { return nil }
      let (node, found) = checker.check(expression)
      if !found.mayConform(to: type) && type != .null { problem = true }
      type = type.joined(with: found)
      isConstant = isConstant && node.isConstant
      return BoundNode(value: node, isClosed: isClosed)
    }
    let lower = bound(range.lower, range.includesLower, &self)
    let upper = bound(range.upper, range.includesUpper, &self)
    if problem { problems.append(warning(.typeMismatch, mixedBounds, at: place)) }
    return (folded(.range(lower: lower, upper: upper, place: place), if: isConstant), .range(type))
  }

  mutating func path(_ value: Expression, _ name: String, at place: Int) -> (Node, ValueType) {
    let (node, type) = check(value)
    let resolved = Node.path(node, name, place: place)
    if let found = type.property(name) { return (folded(resolved, if: node.isConstant), found) }
    let base = type.element ?? type
    if base != .any && base != .null && type != .null {
      let help = suggestion(for: name, among: base.propertyFields.map(\.name))
      problems.append(warning(.unknownProperty, noProperty(base, name), at: place, help: help))
    }
    return (resolved, .any)
  }

  mutating func filter(_ list: Expression, _ condition: Expression, at place: Int) -> (Node, ValueType) {
    let (node, type) = check(list)
    let element = type.element ?? type
    let mark = mark
    let slot = bind("item", element)
    bindEntries(of: element, slot: slot)
    let (test, testType) = check(condition)
    unbind(to: mark)
    if !testType.mayConform(to: .boolean) && !testType.mayConform(to: .number) {
      problems.append(warning(.typeMismatch, badFilter(testType), at: condition.span.lowerBound))
    }
    let isIndex = testType == .number
    return (
      .filter(node, item: slot, condition: test, isIndex: isIndex, place: place),
      isIndex ? element : .list(element)
    )
  }

  mutating func conditional(
    _ condition: Expression, _ yes: Expression, _ no: Expression
  ) -> (Node, ValueType) {
    let (test, testType) = check(condition)
    if !testType.mayConform(to: .boolean) {
      problems.append(warning(.typeMismatch, needsBoolean("if", testType), at: condition.span.lowerBound))
    }
    let (a, yesType) = check(yes)
    let (b, noType) = check(no)
    return (.ifThenElse(test, a, b), yesType.joined(with: noType))
  }

  mutating func iteration(
    _ iterators: [Expression.Iterator], _ body: Expression, at place: Int
  ) -> (Node, ValueType) {
    let mark = mark
    defer { unbind(to: mark) }
    let nodes = bind(iterators)
    let partial = bind("partial", .list(.any))
    let outer = mentionsPartial
    mentionsPartial = false
    let (node, type) = check(body)
    let isUsed = mentionsPartial
    mentionsPartial = outer
    return (.iteration(nodes, node, partial: isUsed ? partial : nil, place: place), .list(type))
  }

  mutating func quantified(
    _ iterators: [Expression.Iterator], _ body: Expression, make: ([IteratorNode], Node) -> Node
  ) -> (Node, ValueType) {
    let mark = mark
    defer { unbind(to: mark) }
    let nodes = bind(iterators)
    let (node, type) = check(body)
    if !type.mayConform(to: .boolean) {
      problems.append(warning(.typeMismatch, needsBoolean("satisfies", type), at: body.span.lowerBound))
    }
    return (make(nodes, node), .boolean)
  }

  private mutating func bind(_ iterators: [Expression.Iterator]) -> [IteratorNode] {
    var nodes: [IteratorNode] = []
    for iterator in iterators {
      let (domain, type) = check(iterator.domain)
      var element = type.element ?? type
      if case .range(let bound) = type { element = bound }
      let end = iterator.end.map { check($0) }
      nodes.append(IteratorNode(slot: bind(iterator.name, element), domain: domain, end: end?.0))
    }
    return nodes
  }

  mutating func function(
    _ parameters: [Expression.Parameter], _ body: Expression, isExternal: Bool, at place: Int
  ) -> (Node, ValueType) {
    let mark = mark
    defer { unbind(to: mark) }
    let firstSlot = mark.locals
    var resolved: [Function.Parameter] = []
    for parameter in parameters {
      let type = parameter.type.flatMap { resolve($0, at: place) } ?? .any
      bind(parameter.name, type)
      resolved.append(Function.Parameter(parameter.name, type))
    }
    let (node, type) = isExternal ? (.constant(.null), .any) : check(body)
    let definition = FunctionNode(
      parameters: resolved, firstSlot: firstSlot, body: node, result: type, isExternal: isExternal,
      place: place)
    return (.function(definition), .function(resolved.map(\.type), type))
  }
}

// MARK: Calls

extension Checker {
  mutating func invoke(_ function: Expression, _ arguments: [Expression], at place: Int) -> (Node, ValueType)
  {
    let checked = arguments.map { check($0) }
    let nodes = checked.map(\.0)
    let types = checked.map(\.1)
    if case .name(let name) = function.kind, !isVariable(name), let builtin = builtins[name] {
      return call(BuiltinCall(builtin, positional: nodes.count), nodes, types, at: place)
    }
    let (node, type) = check(function)
    checkCallable(type, at: place)
    if case .function(let parameters, _) = type, !node.isConstant {
      if parameters.count != types.count {
        problems.append(warning(.typeMismatch, wrongCount(parameters.count, types.count), at: place))
      }
    }
    return (.invoke(node, nodes, place: place), type.result)
  }

  mutating func invokeNamed(
    _ function: Expression, _ arguments: [Expression.Entry], at place: Int
  ) -> (Node, ValueType) {
    let checked = arguments.map { check($0.value) }
    let nodes = checked.map(\.0)
    let names = arguments.map(\.name)
    if case .name(let name) = function.kind, !isVariable(name), let builtin = builtins[name] {
      return call(BuiltinCall(builtin, named: names), nodes, checked.map(\.1), at: place)
    }
    let (node, type) = check(function)
    checkCallable(type, at: place)
    return (.invokeNamed(node, names, nodes, place: place), type.result)
  }

  private mutating func checkCallable(_ type: ValueType, at place: Int) {
    switch type {
    case .function, .any: break
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths, .list,
      .range,
      .context:
      problems.append(warning(.typeMismatch, notAFunction(type), at: place))
    }
  }

  private mutating func call(
    _ call: BuiltinCall, _ nodes: [Node], _ types: [ValueType], at place: Int
  ) -> (Node, ValueType) {
    let fitting = call.candidates.filter { $0.mayAccept(types) }
    if call.candidates.isEmpty {
      problems.append(warning(.typeMismatch, wrongArguments(call.name), at: place))
    } else if fitting.isEmpty {
      problems.append(warning(.typeMismatch, noSignature(call.name, types), at: place))
    }
    let node = Node.builtin(call, nodes, place: place)
    let type = fitting.reduce(nil as ValueType?) {
      $0?.joined(with: $1.signature.result) ?? $1.signature.result
    }
    let isFoldable = constructors.contains(call.name) && nodes.allSatisfy(\.isConstant)
    return (folded(node, if: isFoldable), type ?? .null)
  }
}

/// Built-ins that make a value of constants, always the same.
private let constructors: Set = [
  "date", "time", "date and time", "duration", "years and months duration", "number",
]

// MARK: Wording, shared with the evaluation

func unknownName(_ name: String) -> String { "unknown name `\(name)`" }

func duplicateKey(_ name: String) -> String { "the context has two entries `\(name)`" }

let mixedBounds = "the bounds of a range must be of one type"

func noProperty(_ type: ValueType, _ name: String) -> String {
  if case .context = type {
    "the context has no entry `\(name)`"
  } else {
    "\(type.withArticle) has no `\(name)`"
  }
}

func badFilter(_ type: ValueType) -> String {
  "a filter needs a boolean or a number, found \(type.withArticle)"
}

func wrongCount(_ expected: Int, _ found: Int) -> String {
  "the function takes \(expected) arguments, found \(found)"
}

func notAFunction(_ type: ValueType) -> String { "only functions can be called, found \(type.withArticle)" }
