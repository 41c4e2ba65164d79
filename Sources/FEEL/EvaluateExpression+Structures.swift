internal import Diagnostics

extension Evaluator {
  mutating func list(_ items: [Node], _ place: Int) -> Value {
    if let end = run.allow(listSize: items.count, at: location(place)) { return end }
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(evaluate(item)) }
    return .list(values)
  }

  mutating func context(_ entries: [EntryNode], _ place: Int) -> Value {
    var context = Context()
    for entry in entries {
      let value = evaluate(entry.value)
      if context[entry.name] != nil { return null(duplicateKey(entry.name), place) }
      locals[entry.slot] = value
      context[entry.name] = value
    }
    return .context(context)
  }

  mutating func range(_ lower: BoundNode?, _ upper: BoundNode?, _ place: Int) -> Value {
    let range = RangeValue(lower: bound(lower), upper: bound(upper))
    for end in [range.lower.value, range.upper.value] {
      if let end, !end.isScalar { return null(badBound(end.briefType), place) }
    }
    guard let low = range.lower.value, let high = range.upper.value else { return .range(range) }
    if case .null = low { return .range(range) }
    if case .null = high { return .range(range) }
    return feelLess(low, high) == nil ? null(mixedBounds, place) : .range(range)
  }

  private mutating func bound(_ node: BoundNode?) -> Bound {
    guard let node else { return .unbounded }
    let value = evaluate(node.value)
    return node.isClosed ? .closed(value) : .open(value)
  }

  /// Rule 43: an entry, a property, or those of a list's elements.
  func property(_ name: String, of value: Value, _ place: Int) -> Value {
    switch value {
    case .context(let context):
      run.spend(iterations: context.entries.count / 64, at: location(place))
        ?? context[name] ?? null(noProperty(.context([]), name), place)
    case .list(let items):
      run.spend(iterations: items.count / 8, at: location(place))
        ?? .list(items.map { property(name, of: $0, place) })
    case .range(let range): rangeProperty(name, range, place)
    case .null(let reason): reason == nil ? null(noProperty(.null, name), place) : value
    default: temporalProperty(value, name) ?? null(noProperty(value.briefType, name), place)
    }
  }

  private func rangeProperty(_ name: String, _ range: RangeValue, _ place: Int) -> Value {
    switch name {
    case "start": range.lower.value ?? .null
    case "end": range.upper.value ?? .null
    case "start included": .boolean(range.lower.isClosed)
    case "end included": .boolean(range.upper.isClosed)
    default: null(noProperty(.range(.any), name), place)
    }
  }

  mutating func entryOfItem(_ slot: Int, _ name: String, _ other: Node?, _ place: Int) -> Value {
    if case .context(let context) = locals[slot], let value = context[name] { return value }
    if let other { return evaluate(other) }
    return property(name, of: locals[slot], place)
  }

  // MARK: Filters

  mutating func filter(_ list: Node, _ item: Int, _ condition: Node, _ isIndex: Bool, _ place: Int) -> Value {
    let value = evaluate(list)
    if case .null(let reason) = value { return reason == nil ? null(nothingToFilter, place) : value }
    let items = value.asList
    if isIndex || items.isEmpty { return index(items, item, condition, place) }
    var kept: [Value] = []
    for (position, element) in items.enumerated() {
      if let end = run.spend(iterations: 1, at: location(place)) { return end }
      locals[item] = element
      switch evaluate(condition) {
      case .boolean(true): kept.append(element)
      case .boolean(false), .null: break
      case .number(let number) where position == 0: return self.element(number, of: items, place)
      case let other: return null(badFilter(other.briefType), place)
      }
    }
    return .list(kept)
  }

  private mutating func index(_ items: [Value], _ item: Int, _ condition: Node, _ place: Int) -> Value {
    locals[item] = items.first ?? .null
    let value = evaluate(condition)
    if case .number(let number) = value { return element(number, of: items, place) }
    return items.isEmpty ? .list([]) : misfit(badFilter(value.briefType), value, at: place)
  }

  /// Counting from 1, or back from -1.
  private func element(_ number: Number, of items: [Value], _ place: Int) -> Value {
    guard let position = number.integer else { return null(badIndex(number), place) }
    let index = position > 0 ? position - 1 : position < 0 ? items.count &+ position : -1
    return items.indices.contains(index) ? items[index] : null(noElement(position, items.count), place)
  }

  // MARK: Iteration

  mutating func iteration(_ iterators: [IteratorNode], _ body: Node, _ partial: Int?, _ place: Int) -> Value {
    var results = LoopResults()
    if let partial { locals[partial] = .list([]) }
    let end = forEach(iterators[...], place) { evaluator in
      let value = evaluator.evaluate(body)
      let context = evaluator.callContext(place)
      guard let partial else { return results.append(value, context) }
      // The list so far lives in one place only, so that appending to it does not copy it.
      if case .list(let items) = evaluator.locals[partial] { results.items = items }
      evaluator.locals[partial] = .null
      if let end = results.append(madeOfOthers: value, context) { return end }
      evaluator.locals[partial] = .list(results.items)
      results.items = []
      return nil
    }
    if let end { return end }
    if let partial, case .list(let items) = locals[partial] { return .list(items) }
    return .list(results.items)
  }

  mutating func quantified(_ iterators: [IteratorNode], _ body: Node, deciding: Bool, _ place: Int) -> Value {
    var result = Value.boolean(!deciding)
    let end = forEach(iterators[...], place) { evaluator in
      let value = evaluator.evaluate(body)
      if case .boolean(let holds) = value { return holds == deciding ? value : nil }
      if case .boolean = result {
        result = evaluator.misfit(needsBoolean("satisfies", value.briefType), value, at: place)
      }
      return nil
    }
    return end ?? result
  }

  /// Runs the body for every combination, the last iterator fastest, until it gives a value.
  private mutating func forEach(
    _ iterators: ArraySlice<IteratorNode>, _ place: Int, _ body: (inout Evaluator) -> Value?
  ) -> Value? {
    guard let iterator = iterators.first else { return body(&self) }
    var steps: Domain.Steps
    switch domain(of: iterator, place) {
    case .success(let domain): steps = domain.steps
    case .failure(let end): return end.value
    }
    while let value = steps.next() {
      if let end = run.spend(iterations: 1, at: location(place)) { return end }
      locals[iterator.slot] = value
      if let result = forEach(iterators.dropFirst(), place, body) { return result }
      if run.exhausted != nil { return run.ended }
    }
    return nil
  }

  private mutating func domain(of iterator: IteratorNode, _ place: Int) -> Result<Domain, EndOfIteration> {
    let first = evaluate(iterator.domain)
    if let end = iterator.end {
      let last = evaluate(end)
      if let domain = Domain(from: first, to: last) { return .success(domain) }
      return .failure(
        EndOfIteration(misfit(cannotIterate(first.briefType, last.briefType), first, last, at: place)))
    }
    switch first {
    case .list(let items): return .success(.items(items))
    case .null: return .failure(EndOfIteration(misfit(cannotIterate(.null), first, at: place)))
    case .range(let range):
      if let domain = Domain(range) { return .success(domain) }
      return .failure(EndOfIteration(null(cannotIterate(first.briefType), place)))
    default: return .success(.items([first]))
    }
  }

  // MARK: Functions

  mutating func builtin(_ call: BuiltinCall, _ arguments: [Node], _ place: Int) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(evaluate(argument)) }
    return call.call(values, callContext(place))
  }

  mutating func invoke(_ function: Node, _ arguments: [Node], _ place: Int) -> Value {
    let callee = evaluate(function)
    guard case .function(let function) = callee else {
      return misfit(notAFunction(callee.briefType), callee, at: place)
    }
    var values: [Value] = []
    for argument in arguments { values.append(evaluate(argument)) }
    return callContext(place).invoke(function, values)
  }

  mutating func invokeNamed(_ function: Node, _ names: [String], _ arguments: [Node], _ place: Int) -> Value {
    let callee = evaluate(function)
    guard case .function(let function) = callee else {
      return misfit(notAFunction(callee.briefType), callee, at: place)
    }
    var values: [Value] = []
    for argument in arguments { values.append(evaluate(argument)) }
    return callContext(place).invoke(function, names, values)
  }

  /// A function that remembers the values of where it was defined.
  func closure(_ definition: FunctionNode) -> Value {
    let (fragment, globals, locals) = (fragment, globals, locals)
    return .function(
      Function(name: "", parameters: definition.parameters, result: definition.result) { arguments, context in
        if definition.isExternal {
          return .null(NullReason(externalFunction, at: fragment.location(atUTF8: definition.place)))
        }
        var evaluator = Evaluator(run: context.run, fragment: fragment, globals: globals, locals: locals)
        for (index, argument) in arguments.enumerated() {
          evaluator.locals[definition.firstSlot + index] = argument
        }
        return evaluator.evaluate(definition.body)
      })
  }
}

/// Why an iteration has no domain.
private struct EndOfIteration: Error {
  let value: Value
  init(_ value: Value) { self.value = value }
}

extension Value {
  /// A list as it is, anything else as the only element of one.
  var asList: [Value] {
    if case .list(let items) = self { items } else { [self] }
  }
}

// MARK: Wording

private func badBound(_ type: ValueType) -> String {
  "a range needs bounds that have an order, found \(type.withArticle)"
}

private let nothingToFilter = "a filter needs a list or a value, found null"

private func badIndex(_ number: Number) -> String { "an index must be a whole number, found \(number)" }

private func noElement(_ position: Int, _ count: Int) -> String {
  position == 0 ? "lists count from 1, found index 0" : "no element \(position) in a list of \(count)"
}

private func cannotIterate(_ type: ValueType) -> String {
  "`for` and quantifiers run over lists and ranges of numbers or dates, found \(type.withArticle)"
}

private func cannotIterate(_ first: ValueType, _ last: ValueType) -> String {
  "an iteration runs between two whole numbers or two dates, found \(first.withArticle) and \(last.withArticle)"
}

private let externalFunction = "external functions are not supported"
