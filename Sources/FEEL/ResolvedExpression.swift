/// An expression as it is evaluated: names are slots, built-ins are entries of the table, types are resolved.
///
/// A place is the UTF-8 offset to report when the node gives null.
indirect enum Node: Sendable {
  case constant(Value)
  case local(Int)
  case global(Int)
  /// The entry of a filter's item, or what the name means outside where the item has no such entry.
  case entryOfItem(Int, String, otherwise: Node?, place: Int)
  case list([Node], place: Int)
  case context([EntryNode], place: Int)
  case range(lower: BoundNode?, upper: BoundNode?, place: Int)
  case path(Node, String, place: Int)
  case filter(Node, item: Int, condition: Node, isIndex: Bool, place: Int)
  case builtin(BuiltinCall, [Node], place: Int)
  case invoke(Node, [Node], place: Int)
  case invokeNamed(Node, [String], [Node], place: Int)
  case negate(Node, place: Int)
  case arithmetic(ArithmeticOperator, Node, Node, place: Int)
  case comparison(ComparisonOperator, Node, Node, place: Int)
  case and(Node, Node, place: Int)
  case or(Node, Node, place: Int)
  case between(Node, Node, Node, place: Int)
  /// The tests find the value in the slot, as `?`.
  case membership(Node, input: Int, [TestNode], place: Int)
  case instanceOf(Node, ValueType)
  case ifThenElse(Node, Node, Node)
  case iteration([IteratorNode], Node, partial: Int?, place: Int)
  case some([IteratorNode], Node, place: Int)
  case every([IteratorNode], Node, place: Int)
  case function(FunctionNode)
}

/// An entry of a context, kept in a slot for the entries after it.
struct EntryNode: Sendable {
  let name: String
  let slot: Int
  let value: Node
}

/// A bound of a range.
struct BoundNode: Sendable {
  let value: Node
  let isClosed: Bool
}

/// A test of `in` or of a cell.
enum TestNode: Sendable {
  case comparison(ComparisonOperator, Node, place: Int)
  /// True when the value equals it or lies in it.
  case value(Node, place: Int)
  /// Mentions `?`: true when it is true.
  case condition(Node, place: Int)
}

/// A variable that runs over a domain.
struct IteratorNode: Sendable {
  let slot: Int
  let domain: Node
  let end: Node?
}

/// A function definition; its parameters take the slots from `firstSlot` on.
struct FunctionNode: Sendable {
  let parameters: [Function.Parameter]
  let firstSlot: Int
  let body: Node
  let result: ValueType
  let isExternal: Bool
  let place: Int
}

/// A built-in with the signatures that the number or names of the arguments leave open.
struct BuiltinCall: Sendable {
  let name: String
  /// The signatures with, for each parameter, the argument that it takes.
  let candidates: [Candidate]

  struct Candidate: Sendable {
    let signature: Signature
    /// For each parameter up to the last one given: the index of its argument, nil where it is left out.
    let arguments: [Int?]
  }
}

/// What evaluation needs beside the tree.
struct Program: Sendable {
  let root: Node
  let globals: [String]
  let localCount: Int
}
