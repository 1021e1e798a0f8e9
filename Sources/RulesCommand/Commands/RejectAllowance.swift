import ArgumentParser

/// How many rejected rows a run may have and still count as a success.
enum RejectAllowance: Equatable, Sendable {
  case all
  case count(Int)
  /// Of all rows; 0 to 100.
  case percent(Double)

  /// Whether `rejected` out of `total` rows are allowed.
  func allows(_ rejected: Int, of total: Int) -> Bool {
    switch self {
    case .all: true
    case .count(let count): rejected <= count
    case .percent(let percent): Double(rejected) * 100 <= percent * Double(total)
    }
  }
}

extension RejectAllowance: CustomStringConvertible {
  /// As it is given.
  var description: String {
    switch self {
    case .all: "all"
    case .count(let count): count.grouped
    case .percent(let percent): Int(exactly: percent).map { "\($0)%" } ?? "\(percent)%"
    }
  }
}

extension RejectAllowance: ExpressibleByArgument {
  /// Reads `all`, `N` and `N%`.
  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let count = Int(argument), count >= 0 {
      self = .count(count)
    } else if argument.hasSuffix("%"), let percent = Double(argument.dropLast()), (0...100).contains(percent) {
      self = .percent(percent)
    } else {
      return nil
    }
  }
}

extension [String] {
  /// The arguments with a bare `--allow-rejects` spelled `--allow-rejects=all`.
  ///
  /// The option's value may be left out; what follows is its value only if it reads as `N` or `N%`.
  var withExplicitRejectAllowance: [String] {
    let option = "--allow-rejects"
    let end = firstIndex(of: "--") ?? endIndex
    return indices.map { index in
      guard index < end, self[index] == option else { return self[index] }
      let hasValue = index + 1 < end && RejectAllowance(argument: self[index + 1]) != nil
      return hasValue ? option : option + "=all"
    }
  }
}
