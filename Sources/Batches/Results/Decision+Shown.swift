import Cadences
import Decisions
import Expressions

extension Decision {
  /// What a column of results shows of it; `nil` for nothing.
  func shown(in column: String) -> Value? {
    switch column {
    case "policy": .string(policy)
    case "visits": cadence.map { .double(Double($0.cadence.visits)) }
    case "per": cadence.map { .string($0.cadence.perText) }
    case "mode": cadence?.mode.map { .string($0.rawValue) }
    case "flags": .string(flags.map(\.id).joined(separator: ";"))
    case "flag_states": .string(flags.map(\.stateText).joined(separator: ";"))
    case "flags_cleared": .string(clearedFlags.joined(separator: ";"))
    case "reasons": .string(reasons.joined(separator: ";"))
    case "missing": .string(missing.joined(separator: ";"))
    default:
      if let tier = tiers.first(where: { $0.dimension == column }) {
        tier.tier.map { .string($0) }
      } else {
        outputs.lazy.flatMap(\.values).first { $0.column == column }?.value
      }
    }
  }
}

extension Value {
  /// The number that it is.
  var number: Double? {
    switch self {
    case .int(let integer): Double(integer)
    case .uint(let integer): Double(integer)
    case .double(let number): number
    default: nil
    }
  }

  /// The truth value that it is.
  var bool: Bool? {
    guard case .bool(let bool) = self else { return nil }
    return bool
  }
}
