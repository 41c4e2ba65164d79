internal import FEEL

/// The type of a column.
public enum ColumnType: Sendable, Hashable {
  case boolean
  case text
  case date
  case decimal(Digits)

  /// How many digits a number has before and behind its point.
  public struct Digits: Sendable, Hashable {
    /// The digits before the point.
    public let whole: Int
    /// The digits behind the point.
    public let scale: Int

    /// Digits before and behind the point.
    public init(whole: Int, scale: Int) {
      self.whole = whole
      self.scale = scale
    }

    /// The type of the inputs unless another is asked for: SQLite keeps 15 digits apart, too.
    public static let standard = Digits(whole: 11, scale: 4)

    /// All digits.
    public var precision: Int { whole + scale }
  }
}

extension ColumnType.Digits {
  /// The fewest digits that hold a number.
  init(of number: Number) {
    let plain = number.normalized
    let digits = String(plain.coefficient.magnitude).utf8.count
    let power = Int(plain.exponent)
    scale = max(0, -power)
    whole = max(power >= 0 ? digits + power : digits + power, scale == 0 ? 1 : 0)
  }

  /// The fewest digits that hold numbers of either.
  func joined(with other: Self) -> Self {
    Self(whole: max(whole, other.whole), scale: max(scale, other.scale))
  }

  /// The digits of a sum or a difference.
  func sum(with other: Self) -> Self {
    Self(whole: max(whole, other.whole) + 1, scale: max(scale, other.scale))
  }

  /// The digits of a product.
  func product(with other: Self) -> Self { Self(whole: whole + other.whole, scale: scale + other.scale) }

  /// The most digits that FEEL calculates with; beyond them it rounds.
  static let most = 34
}
