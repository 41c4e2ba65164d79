/// What an iteration runs over.
enum Domain {
  case items([Value])
  case numbers(from: Number, to: Number)
  case dates(from: Date, to: Date)

  /// From one value to another, upwards or downwards; nil where nothing lies between.
  init?(from first: Value, to last: Value) {
    switch (first, last) {
    case (.number(let low), .number(let high)): self = .numbers(from: low, to: high)
    case (.date(let low), .date(let high)): self = .dates(from: low, to: high)
    default: return nil
    }
  }

  /// What lies in a range, its bounds included; nil for one that is open, runs backwards or has no next value.
  init?(_ range: RangeValue) {
    guard case .closed(let low) = range.lower, case .closed(let high) = range.upper,
      feelCompare(.lessOrEqual, low, high) == true
    else { return nil }
    self.init(from: low, to: high)
  }

  var steps: Steps { Steps(self) }

  /// The values one after the other; none is kept.
  struct Steps: IteratorProtocol {
    private let domain: Domain
    private var position = 0
    private var current: Value?

    fileprivate init(_ domain: Domain) {
      self.domain = domain
      switch domain {
      case .items: current = nil
      case .numbers(let from, _): current = .number(from)
      case .dates(let from, _): current = .date(from)
      }
    }

    mutating func next() -> Value? {
      switch domain {
      case .items(let items):
        position += 1
        return position <= items.count ? items[position - 1] : nil
      case .numbers(let from, let to):
        guard case .number(let number) = current else { return nil }
        let up = !(to < from)
        if up ? to < number : number < to { return nil }
        let next = up ? number + .one : number - .one
        current = next.flatMap { $0 == number ? nil : .number($0) }
        return .number(number)
      case .dates(let from, let to):
        guard case .date(let date) = current else { return nil }
        let up = !(to < from)
        if up ? to < date : date < to { return nil }
        current = Date(daysSinceEpoch: date.daysSinceEpoch + (up ? 1 : -1)).map { .date($0) }
        return .date(date)
      }
    }
  }
}

extension RangeValue {
  /// The whole numbers or days in the range, as far as the evaluation may go on; nil where it cannot be run through.
  package func members(within context: CallContext) -> [Value]? {
    guard var steps = Domain(self)?.steps else { return nil }
    var members: [Value] = []
    while let member = steps.next() {
      if context.spend(iterations: 1) != nil || context.allow(listSize: members.count + 1) != nil {
        return []
      }
      members.append(member)
    }
    return members
  }
}
