import SeededRandom
@testable import GeneratedPolicies

/// Writes generated customers as the bytes of an input, in all the ways that its format leaves open, and in some that it does not.
struct CustomerFile {
  let columns: [String]
  /// Another name under which a column's values may stand in JSON.
  let aliases: [String: String]
  var random: SplitMix
  private(set) var bytes: [UInt8] = []

  /// In percent, rows that are spoilt.
  private let faults: Int
  /// In percent, what is written in a longer way than it has to be.
  private let flourishes: Int
  private let lineBreak: String

  /// An empty file.
  init(columns: [String], aliases: [String: String], random: SplitMix) {
    var random = random
    self.columns = columns
    self.aliases = aliases
    faults = random.pick([0, 0, 1, 5])
    flourishes = random.pick([0, 0, 5, 100])
    lineBreak = random.pick(["\n", "\n", "\r\n"])
    self.random = random
  }
}

extension CustomerFile {
  /// A header and a record for each row; some records are broken.
  mutating func addCSV(_ rows: [[String]]) {
    if random.chance(10) { bytes += [0xEF, 0xBB, 0xBF] }
    add(columns.map { field($0) }.joined(separator: ","))
    for row in rows {
      let fields = row.map { field($0) }
      // An empty line would be no record.
      let record = fields == [""] ? "\"\"" : fields.joined(separator: ",")
      if random.chance(faults) { addBroken(record) } else { add(record) }
    }
    trimEnd()
  }

  /// An object for each row; some are broken.
  mutating func addJSONLines(_ rows: [[String]]) {
    let colon = random.pick([":", ":", ": ", "\t: "])
    for row in rows {
      var members = zip(columns, row).compactMap { member($0, $1, colon) }
      if random.chance(flourishes / 10) { members = random.shuffled(members) }
      if random.chance(faults) { members.append(random.pick(Self.oddMembers)) }
      let object = "{" + members.joined(separator: random.chance(flourishes) ? ", " : ",") + "}"
      if random.chance(faults) { addBroken(object) } else { add(object) }
    }
    trimEnd()
  }

  private mutating func add(_ line: String) { bytes += Array((line + lineBreak).utf8) }

  /// The last line may lack its end.
  private mutating func trimEnd() {
    if random.chance(30) { bytes.removeLast(lineBreak.utf8.count) }
  }

  /// A line that reads otherwise than it was meant, or not at all.
  private mutating func addBroken(_ line: String) {
    switch random.below(6) {
    case 0: add(line + random.pick([",x", "\"", "}", " ", "\""]))
    case 1: add(String(line.dropLast(random.number(1...5))))
    case 2: add(random.pick(["", " ", "\"", "\"open", "{", "[]", "null", ","]))
    case 3: add("\"a\"b" + line)
    case 4: bytes += Array(line.utf8.dropLast()) + [0xFF] + Array(("z" + lineBreak).utf8)
    default: add(line + "\u{2028}" + line)
    }
  }
}

// MARK: - CSV

extension CustomerFile {
  private mutating func field(_ text: String) -> String {
    let isSpecial = text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
    guard isSpecial || random.chance(flourishes / 2) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

// MARK: - JSON

extension CustomerFile {
  private static let oddMembers = [
    "\"more\":[1,{\"a\":null}]", "\"unread\":{}", "\"region\":\"x\"", "\"id\":[1]", "\"id\":\"twice\"",
    "\"sales\":1e400",
    "\"days\":9223372036854775808", "\"负责人\":\"\\ud83d\"", "\"active\":true", "\"score\":-0", "\"s\\u0063ore\":1.50",
  ]

  /// `nil` where the value is left out.
  private mutating func member(_ column: String, _ cell: String, _ colon: String) -> String? {
    let key = random.chance(flourishes / 10) ? aliases[column] ?? column : column
    guard !cell.isEmpty else {
      return random.chance(70) ? nil : string(key) + colon + random.pick(["null", "\"\""])
    }
    let isBare = (cell.isNumberOfJSON || ["true", "false"].contains(cell)) && random.chance(60)
    return string(key) + colon + (isBare ? cell : string(cell))
  }

  private mutating func string(_ text: String) -> String {
    let isEscaped = random.chance(flourishes / 5)
    return "\"" + text.unicodeScalars.map { isEscaped && random.chance(50) ? $0.codeUnits : $0.inJSON }.joined() + "\""
  }
}

extension String {
  /// Whether JSON has the text as a number, but for some that end in a point.
  fileprivate var isNumberOfJSON: Bool {
    let digits = Array((hasPrefix("-") ? dropFirst() : self[...]).utf8)
    guard let first = digits.first, (48...57).contains(first), Double(self)?.isFinite == true else { return false }
    guard !utf8.contains(UInt8(ascii: "x")) else { return false }
    return first != 48 || digits.count == 1 || !(48...57).contains(digits[1])
  }
}

extension Unicode.Scalar {
  /// As it stands in a string of JSON, escaped where it has to be.
  fileprivate var inJSON: String {
    switch self {
    case "\"", "\\": "\\" + String(self)
    case "\n": "\\n"
    default: value < 0x20 ? codeUnits : String(self)
    }
  }

  /// Its code units, each as an escape.
  fileprivate var codeUnits: String {
    UTF16.encode(self)?.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined() ?? ""
  }
}
