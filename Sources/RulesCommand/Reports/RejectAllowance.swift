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

extension RejectAllowance {
  /// As ``init(argument:)``; otherwise says what may be written.
  static func read(_ argument: String) throws(ValidationError) -> RejectAllowance {
    guard let allowance = RejectAllowance(argument: argument) else {
      throw ValidationError("write a number of rows, such as 50, or a share of them from 0% to 100%, such as 0.5%")
    }
    return allowance
  }

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
  /// The option's value may be left out; what follows is its value if it reads as `N` or `N%`, or comes so near to it (`200%`, `5,5%`,
  /// `-1`) that nobody would call an input that.
  var withExplicitRejectAllowance: [String] {
    let option = "--allow-rejects"
    let end = firstIndex(of: "--") ?? endIndex
    var spelled: [String] = []
    var index = startIndex
    while index < endIndex {
      let (argument, next) = (self[index], index + 1 < end ? self[index + 1] : "")
      index += 1
      if index > end || argument != option {
        spelled.append(argument)
      } else if RejectAllowance(argument: next) == nil, next.isNearlyAllowance {
        spelled.append("\(option)=\(next)")
        index += 1
      } else {
        spelled.append(RejectAllowance(argument: next) == nil ? option + "=all" : option)
      }
    }
    return spelled
  }
}

extension String {
  /// Whether it is a number with signs that numbers have, or a share of something.
  fileprivate var isNearlyAllowance: Bool {
    var number = self[...]
    if let sign = number.first, "+-−－".contains(sign) { number.removeFirst() }
    if let share = number.last, "%％‰".contains(share) { number.removeLast() }
    return number.contains(where: \.isWholeNumber) && number.allSatisfy { $0.isWholeNumber || ".,，。_ ".contains($0) }
  }
}
