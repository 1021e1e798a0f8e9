import Batches
import Expressions

/// Gives groups of customers codes. Not shared between threads.
final class GroupCoder {
  /// For each code the values that make the group; code 0 stands for no group, code 1 for everybody where nothing tells groups apart.
  private(set) var keys: [[ExactText]] = [[]]
  /// By place, after ``read(_:policy:count:)``.
  let lane = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchSize.rows)

  private let columns: [ValueCoder]
  /// For each column but the first, what a group so far and a value make.
  private let followers: [CodeMap]
  /// For each column but the first and the last, what is known of the groups so far.
  private var partial: [[[ExactText]]]
  private let room = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchSize.rows)

  /// Told apart by these outputs of the questions.
  init(outputs: [Int]) {
    columns = outputs.map { ValueCoder(output: $0) }
    followers = outputs.dropFirst().map { _ in CodeMap() }
    partial = outputs.dropFirst(2).map { _ in [[]] }
    if outputs.isEmpty { keys.append([]) }
  }

  deinit {
    lane.deallocate()
    room.deallocate()
  }
}

extension GroupCoder {
  /// Finds the groups of `count` customers, whom that policy decided in the last batch.
  func read(_ decider: BatchDecider, policy: Int, count: Int) {
    guard let first = columns.first else { return lane.update(repeating: 1, count: count) }
    first.read(decider, policy: policy, count: count, into: lane)
    for level in followers.indices {
      columns[level + 1].read(decider, policy: policy, count: count, into: room)
      for place in 0..<count { lane[place] = group(lane[place], then: room[place], level) }
    }
    learnKeys()
  }

  /// The group of a customer with these values, one for each column.
  func code(of values: [Value?]) -> UInt32 {
    guard let first = columns.first else { return 1 }
    var code = first.code(of: values[0])
    for level in followers.indices { code = group(code, then: columns[level + 1].code(of: values[level + 1]), level) }
    learnKeys()
    return code
  }

  /// With one column, its values are the groups.
  private func learnKeys() {
    guard columns.count == 1 else { return }
    while keys.count < columns[0].texts.count { keys.append([columns[0].texts[keys.count]]) }
  }

  @inline(__always) private func group(_ group: UInt32, then value: UInt32, _ level: Int) -> UInt32 {
    if group == 0 || value == 0 { return 0 }
    let pair = UInt64(group) << 32 | UInt64(value)
    let known = followers[level][pair]
    return known != 0 ? known : learn(pair, level)
  }

  private func learn(_ pair: UInt64, _ level: Int) -> UInt32 {
    let (group, value) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
    let head = level == 0 ? [columns[0].texts[group]] : partial[level - 1][group]
    let key = head + [columns[level + 1].texts[value]]
    let code: Int
    if level == followers.count - 1 {
      code = keys.count
      keys.append(key)
    } else {
      code = partial[level].count
      partial[level].append(key)
    }
    followers[level].insert(UInt32(code), for: pair)
    return UInt32(code)
  }
}
