public import Diagnostics

/// An expression with names and built-ins resolved and types known; made once, evaluated often.
public struct CheckedExpression: Sendable {
  /// The tree as written.
  public let expression: Expression
  /// The text it was parsed from.
  public let fragment: SourceFragment
  /// What the value will be when it is not null.
  public let type: ValueType
  /// Errors that FEEL turns into null.
  public let warnings: [Diagnostic]
  private let program: Program

  /// Resolves the names of a parsed expression and infers its type.
  ///
  /// - Parameter isLenient: report unknown names and types as warnings and let them be null.
  /// - Throws: `feel.unknownName`, `feel.unknownType`, `feel.tooDeep`.
  public init(
    checking expression: Expression, in fragment: SourceFragment, scope: TypeScope, isLenient: Bool = false
  ) throws(DiagnosticsError) {
    var checker = Checker(fragment, scope, isLenient: isLenient)
    let (node, type) = checker.check(expression)
    try checker.problems.throwIfAnyIsError()
    self.expression = expression
    self.fragment = fragment
    self.type = type
    self.warnings = DiagnosticsError(checker.problems).diagnostics
    self.program = checker.program(node)
  }

  /// Parses and checks.
  ///
  /// - Parameter isLenient: report unknown names and types as warnings and let them be null.
  /// - Throws: what parsing and checking throw.
  public init(
    parsing fragment: SourceFragment, scope: TypeScope, isLenient: Bool = false
  ) throws(DiagnosticsError) {
    try self.init(
      checking: Expression(parsing: fragment, scope: scope), in: fragment, scope: scope, isLenient: isLenient)
  }

  /// The names of the variables that the expression reads.
  public var variables: [String] { program.globals }

  /// The value of the expression.
  public func evaluate(in environment: Environment) -> Value {
    evaluate(in: environment, within: CallContext(limits: environment.limits, clock: environment.clock))
  }

  /// The value of the expression as part of a larger evaluation, whose limits it shares.
  public func evaluate(in environment: Environment, within context: CallContext) -> Value {
    var evaluator = Evaluator(program, environment, run: context.run, fragment: fragment)
    return evaluator.value(of: program.root)
  }
}

/// A cell with names resolved and types known.
public struct CheckedUnaryTests: Sendable {
  /// The tests as written.
  public let tests: UnaryTests
  /// The text they were parsed from.
  public let fragment: SourceFragment
  /// Errors that FEEL turns into null.
  public let warnings: [Diagnostic]
  private let program: Program
  private let nodes: [TestNode]

  /// Parses and checks the tests of an input.
  ///
  /// - Parameter isLenient: report unknown names and types as warnings and let them be null.
  /// - Throws: `feel.syntax`, `feel.unknownName` and `feel.unknownType`.
  public init(
    parsing fragment: SourceFragment, of input: ValueType, scope: TypeScope, isLenient: Bool = false
  ) throws(DiagnosticsError) {
    tests = try UnaryTests(parsing: fragment, of: input, scope: scope)
    var checker = Checker(fragment, scope, isLenient: isLenient)
    checker.bind("?", input)
    nodes = tests.all.map { checker.check(test: $0, of: input) }
    try checker.problems.throwIfAnyIsError()
    self.fragment = fragment
    self.warnings = DiagnosticsError(checker.problems).diagnostics
    self.program = checker.program(.constant(.null))
  }

  /// The same tests, written at another place.
  ///
  /// - Parameter fragment: a fragment with the same text; nil is returned for another one, and where there are warnings,
  ///   which tell of their place.
  public func written(in fragment: SourceFragment) -> CheckedUnaryTests? {
    guard fragment.text == self.fragment.text, warnings.isEmpty else { return nil }
    return CheckedUnaryTests(self, in: fragment)
  }

  private init(_ other: CheckedUnaryTests, in fragment: SourceFragment) {
    tests = other.tests
    self.fragment = fragment
    warnings = []
    program = other.program
    nodes = other.nodes
  }

  /// Whether the input passes; nil when the test is null, which callers treat as no match.
  public func matches(_ input: Value, in environment: Environment) -> Bool? {
    matches(input, in: environment, within: CallContext(limits: environment.limits, clock: environment.clock))
  }

  /// Whether the input passes, as part of a larger evaluation, whose limits it shares.
  public func matches(_ input: Value, in environment: Environment, within context: CallContext) -> Bool? {
    if case .any = tests { return true }
    var evaluator = Evaluator(program, environment, run: context.run, fragment: fragment)
    evaluator.locals[0] = input
    let result = evaluator.anyHolds(nodes, for: input)
    if context.run.exhausted != nil { return nil }
    if case .noneOf = tests { return result.map { !$0 } }
    return result
  }
}

extension UnaryTests {
  /// The tests, none for `-`.
  public var all: [UnaryTest] {
    switch self {
    case .any: []
    case .oneOf(let tests), .noneOf(let tests): tests
    }
  }
}

/// Resolves names to slots and infers types; collects problems.
struct Checker {
  let fragment: SourceFragment
  let scope: TypeScope
  let isLenient: Bool
  var problems: [Diagnostic] = []
  private var bindings: [Binding] = []
  private var globals: [String] = []
  private var nextLocal = 0
  private var localCount = 0
  private var stack = StackGuard()
  /// Whether a body being checked mentions `partial`.
  var mentionsPartial = false
  private let evaluationLimits = Limits(
    recursionDepth: 10, iterations: 100, listSize: 100, stringLength: 1_000)

  enum Binding {
    case variable(String, ValueType, slot: Int)
    /// The entries of a filter's item.
    case entries(of: ValueType, slot: Int)
  }

  init(_ fragment: SourceFragment, _ scope: TypeScope, isLenient: Bool) {
    self.fragment = fragment
    self.scope = scope
    self.isLenient = isLenient
  }

  func program(_ root: Node) -> Program { Program(root: root, globals: globals, localCount: localCount) }

  // MARK: Names

  /// A slot for a name in sight until `unbind`.
  @discardableResult
  mutating func bind(_ name: String, _ type: ValueType) -> Int {
    let slot = nextLocal
    nextLocal += 1
    localCount = max(localCount, nextLocal)
    bindings.append(.variable(name, type, slot: slot))
    return slot
  }

  mutating func bindEntries(of type: ValueType, slot: Int) { bindings.append(.entries(of: type, slot: slot)) }

  /// How much is bound, to return to.
  var mark: (bindings: Int, locals: Int) { (bindings.count, nextLocal) }

  mutating func unbind(to mark: (bindings: Int, locals: Int)) {
    bindings.removeLast(bindings.count - mark.bindings)
    nextLocal = mark.locals
  }

  /// Rule 25: what a name means here, from the inside out.
  mutating func resolve(_ name: String, at place: Int, depth: Int? = nil) -> (Node, ValueType)? {
    var index = depth ?? bindings.count
    while index > 0 {
      index -= 1
      switch bindings[index] {
      case .variable(name, let type, let slot):
        if name == "partial" { mentionsPartial = true }
        return (.local(slot), type)
      case .variable: continue
      case .entries(.context(let fields), let slot):
        if let field = fields.first(where: { $0.name == name }) {
          return (.path(.local(slot), name, place: place), field.type)
        }
      case .entries(let type, let slot) where type == .any || type == .null:
        let outside = resolve(name, at: place, depth: index)
        return (.entryOfItem(slot, name, otherwise: outside?.0, place: place), .any)
      case .entries: continue
      }
    }
    if let type = scope.variables[name] { return (.global(globalSlot(name)), type) }
    if let function = builtinFunctions[name] { return (.constant(.function(function)), function.type) }
    return nil
  }

  private mutating func globalSlot(_ name: String) -> Int {
    if let slot = globals.firstIndex(of: name) { return slot }
    globals.append(name)
    return globals.count - 1
  }

  /// Whether a name is bound by something nearer than the built-ins.
  func isVariable(_ name: String) -> Bool {
    scope.variables[name] != nil
      || bindings.contains {
        switch $0 {
        case .variable(let bound, _, _): bound == name
        case .entries(.context(let fields), _): fields.contains { $0.name == name }
        case .entries: false
        }
      }
  }

  /// Every name in sight, for the nearest one.
  var namesInSight: [String] {
    bindings.reversed().flatMap { binding in
      switch binding {
      case .variable(let name, _, _): [name]
      case .entries(let type, _): type.fields.map(\.name)
      }
    } + scope.variables.keys.sorted() + builtins.keys.sorted()
  }

  // MARK: The walk

  /// The resolved node of an expression and the type of its values.
  mutating func check(_ expression: Expression) -> (Node, ValueType) {
    guard stack.enter() else {
      problems.append(error(.tooDeep, "nested deeper than the stack allows", at: expression.span.lowerBound))
      return (.constant(.null), .any)
    }
    return checkKind(expression, at: expression.span.lowerBound)
  }

  private mutating func checkKind(_ expression: Expression, at place: Int) -> (Node, ValueType) {
    switch expression.kind {
    case .literal(let value): literal(value, at: place)
    case .name(let name): variable(name, at: place)
    case .list(let items): list(items, at: place)
    case .context(let entries): context(entries, at: place)
    case .range(let range): checkRange(range, at: place)
    case .path(let value, let name): path(value, name, at: place)
    case .filter(let list, let condition): filter(list, condition, at: place)
    case .invoke(let function, let arguments): invoke(function, arguments, at: place)
    case .invokeNamed(let function, let arguments): invokeNamed(function, arguments, at: place)
    case .negate(let operand): negate(operand, at: place)
    case .arithmetic(let sign, let left, let right): checkArithmetic(sign, left, right, at: place)
    case .comparison(let sign, let left, let right): comparison(sign, left, right, at: place)
    case .and(let left, let right): logical(left, right, "and", at: place) { .and($0, $1, place: place) }
    case .or(let left, let right): logical(left, right, "or", at: place) { .or($0, $1, place: place) }
    case .between(let value, let low, let high): between(value, low, high, at: place)
    case .in(let value, let tests): membership(value, tests, at: place)
    case .instanceOf(let value, let type): instanceOf(value, type, at: place)
    case .ifThenElse(let condition, let yes, let no): conditional(condition, yes, no)
    case .for(let iterators, let body): iteration(iterators, body, at: place)
    case .some(let iterators, let body): quantified(iterators, body) { .some($0, $1, place: place) }
    case .every(let iterators, let body): quantified(iterators, body) { .every($0, $1, place: place) }
    case .function(let parameters, let body, let isExternal):
      function(parameters, body, isExternal: isExternal, at: place)
    }
  }

  /// A node whose operands are constants as the constant it comes to, unless that is null.
  func folded(_ node: Node, if areConstant: Bool) -> Node {
    guard areConstant else { return node }
    let run = Run(limits: evaluationLimits)
    var evaluator = Evaluator(
      Program(root: node, globals: [], localCount: localCount), Environment(), run: run, fragment: fragment)
    let value = evaluator.value(of: node)
    if case .null = value { return node }
    return .constant(value)
  }
}

extension Node {
  var isConstant: Bool { if case .constant = self { true } else { false } }
}

// MARK: Wording

extension Checker {
  func error(_ problem: Problem, _ message: String, at offset: Int, help: String? = nil) -> Diagnostic {
    Diagnostic(
      isLenient ? .warning : .error, problem, message, at: fragment.location(atUTF8: offset), help: help)
  }

  func warning(_ problem: Problem, _ message: String, at offset: Int, help: String? = nil) -> Diagnostic {
    Diagnostic(.warning, problem, message, at: fragment.location(atUTF8: offset), help: help)
  }
}

/// `did you mean …?` for a word that nothing defines.
func suggestion(for word: String, among names: [String]) -> String? {
  nearestName(to: word, among: names).map { "did you mean `\($0)`?" }
}
