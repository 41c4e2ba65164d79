internal import Diagnostics
internal import XML

// The logic of a model, each box as its parts in the order of its initializer.

extension Logic: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(form)
    image.write(typeRef)
    image.write(id)
    image.write(description)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      image.read(), typeRef: image.read(), id: image.read(), description: image.read(), location: image.read()
    )
  }
}

extension ContextEntry: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(variable)
    image.write(value)
  }

  init(from image: inout ImageReader) {
    self.init(variable: image.read(), value: image.read())
  }
}

extension Binding: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(parameter)
    image.write(value)
  }

  init(from image: inout ImageReader) {
    self.init(parameter: image.read(), value: image.read())
  }
}

extension FunctionLogic: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(kind)
    image.write(parameters)
    image.write(body)
    image.write(typeRef)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      kind: image.read(), parameters: image.read(), body: image.read(), typeRef: image.read(),
      location: image.read())
  }
}

extension IteratorLogic: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(variable)
    image.write(domain)
  }

  init(from image: inout ImageReader) {
    self.init(variable: image.read(), domain: image.read())
  }
}

extension DecisionTable: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(hitPolicy)
    image.write(inputs)
    image.write(outputs)
    image.write(annotations)
    image.write(rules)
    image.write(id)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      hitPolicy: image.read(), inputs: image.read(), outputs: image.read(), annotations: image.read(),
      rules: image.read(), id: image.read(), location: image.read())
  }
}

extension InputClause: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(expression)
    image.write(typeRef)
    image.write(allowedValues)
    image.write(label)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      expression: image.read(), typeRef: image.read(), allowedValues: image.read(), label: image.read(),
      location: image.read())
  }
}

extension OutputClause: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(name)
    image.write(label)
    image.write(typeRef)
    image.write(allowedValues)
    image.write(defaultEntry)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      name: image.read(), label: image.read(), typeRef: image.read(), allowedValues: image.read(),
      defaultEntry: image.read(), location: image.read())
  }
}

extension Rule: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(number)
    image.write(inputEntries)
    image.write(outputEntries)
    image.write(annotations)
    image.write(description)
    image.write(extensions)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), number: image.read(), inputEntries: image.read(), outputEntries: image.read(),
      annotations: image.read(), description: image.read(), extensions: image.read(), location: image.read())
  }
}

extension Logic.Form: Imaged {
  func write(to image: inout ImageWriter) {
    switch self {
    case .literal(let text): write(0, to: &image) { $0.write(text) }
    case .table(let table): write(1, to: &image) { $0.write(table) }
    case .context(let entries): write(2, to: &image) { $0.write(entries) }
    case .list(let items): write(3, to: &image) { $0.write(items) }
    case .relation(let columns, let rows):
      write(4, to: &image) {
        $0.write(columns)
        $0.write(rows)
      }
    case .invocation(let function, let bindings): write(5, function, bindings, to: &image)
    case .function(let function): write(6, to: &image) { $0.write(function) }
    case .conditional(let condition, let yes, let no):
      write(7, condition, yes, to: &image)
      image.write(no)
    case .filter(let list, let match): write(8, list, match, to: &image)
    case .for(let iterator, let body): write(9, iterator, body, to: &image)
    case .some(let iterator, let body): write(10, iterator, body, to: &image)
    case .every(let iterator, let body): write(11, iterator, body, to: &image)
    }
  }

  private func write(_ kind: Int, to image: inout ImageWriter, _ parts: (inout ImageWriter) -> Void) {
    image.number(kind)
    parts(&image)
  }

  private func write(_ kind: Int, _ one: some Imaged, _ other: some Imaged, to image: inout ImageWriter) {
    image.number(kind)
    image.write(one)
    image.write(other)
  }

  init(from image: inout ImageReader) {
    switch image.number() {
    case 0: self = .literal(image.read())
    case 1: self = .table(image.read())
    case 2: self = .context(image.read())
    case 3: self = .list(image.read())
    case 4: self = .relation(columns: image.read(), rows: image.read())
    case 5: self = .invocation(image.read(), bindings: image.read())
    case 6: self = .function(image.read())
    case 7: self = .conditional(if: image.read(), then: image.read(), else: image.read())
    case 8: self = .filter(in: image.read(), match: image.read())
    case 9: self = .for(image.read(), return: image.read())
    case 10: self = .some(image.read(), satisfies: image.read())
    case 11: self = .every(image.read(), satisfies: image.read())
    default:
      image.fail()
      self = .literal(nil)
    }
  }
}

extension FunctionLogic.Kind: Imaged {
  func write(to image: inout ImageWriter) { image.number(Self.allCases.firstIndex(of: self) ?? 0) }
  init(from image: inout ImageReader) { self = image.oneOf(Self.self) }
}

extension HitPolicy: Imaged {
  private static let all: [HitPolicy] =
    [.unique, .first, .priority, .any, .ruleOrder, .outputOrder, .collect(nil)]
    + Aggregation.allCases.map { .collect($0) }

  func write(to image: inout ImageWriter) { image.number(Self.all.firstIndex(of: self) ?? 0) }

  init(from image: inout ImageReader) {
    let number = image.number()
    if number >= Self.all.count { image.fail() }
    self = number < Self.all.count ? Self.all[number] : .unique
  }
}
