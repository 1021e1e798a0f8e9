import Decisions
import Policies
import Records

/// How a decision becomes a row of a file: one piece after the other, each with its punctuation.
struct RowLayout: Sendable {
  /// What stands in a piece.
  enum Content: Hashable, Sendable {
    case part(DecisionPart)
    /// The column of the input with that index, as it stands there.
    case input(Int)
  }

  /// A place in a row.
  struct Piece: Sendable {
    /// What comes before the content.
    let prefix: [UInt8]
    let content: Content
    /// What comes after it.
    fileprivate(set) var suffix: [UInt8]
  }

  /// How contents are spelled.
  enum Spelling: Sendable {
    case csv
    /// As the only field of its record, which may not be an empty line.
    case loneCSV
    case json
  }

  /// In the order of the row; at least one.
  let pieces: [Piece]
  let spelling: Spelling
}

extension RowLayout {
  /// A record of a CSV.
  init(record contents: [Content]) {
    let last = contents.count - 1
    spelling = contents.count == 1 ? .loneCSV : .csv
    pieces = contents.enumerated().map { index, content in
      Piece(prefix: [], content: content, suffix: [index == last ? .lineFeed : .comma])
    }
  }

  /// A JSON object in which each content stands under its name.
  init(object members: [(name: String, content: Content)]) {
    var object = ObjectLayout()
    for (name, content) in members { object.add(name, content) }
    self.init(object)
  }

  /// A JSON object with all that decisions of that shape say, in groups.
  init(wholeDecision form: DecisionForm, _ shape: DecisionShape) {
    var object = ObjectLayout()
    object.add(form.key, .part(.key))
    object.add("policy", .part(.policy))
    object.add("as_of", text: form.asOf)
    object.group("tiers", shape.dimensions.map { ($0, .part(.tierWithRule($0))) })
    object.add("cadence", .part(.cadence))
    object.add("flags", .part(form.hasFlagStates ? .flagsWithStates : .flagsInFull))
    if form.hasFlagStates { object.add("flags_cleared", .part(.flagsCleared)) }
    object.group("outputs", shape.outputs.map { ($0, .part(.output($0))) })
    object.add("reasons", .part(.reasons))
    object.add("missing", .part(.missing))
    if form.hasTrace {
      object.add("scores", .part(.scores))
      object.add("trace", .part(.traceEntries))
    }
    self.init(object)
  }

  private init(_ object: ObjectLayout) {
    var pieces = object.pieces
    pieces[pieces.count - 1].suffix = object.text + Array("}\n".utf8)
    self.pieces = pieces
    spelling = .json
  }
}

/// Lays out the line of a JSON object, member by member.
private struct ObjectLayout {
  private(set) var pieces: [RowLayout.Piece] = []
  /// What comes after the last piece, so far.
  private(set) var text: [UInt8] = Array("{".utf8)
  private var needsComma = false

  /// A member whose value each row has for itself.
  mutating func add(_ name: String, _ content: RowLayout.Content) {
    key(name)
    pieces.append(RowLayout.Piece(prefix: text, content: content, suffix: []))
    text = []
  }

  /// A member with the same text in all rows.
  mutating func add(_ name: String, text value: String) {
    key(name)
    text += Self.quoted(value)
  }

  /// A member that is an object itself.
  mutating func group(_ name: String, _ members: [(name: String, content: RowLayout.Content)]) {
    key(name)
    text += Array("{".utf8)
    needsComma = false
    for (name, content) in members { add(name, content) }
    text += Array("}".utf8)
    needsComma = true
  }

  private mutating func key(_ name: String) {
    if needsComma { text.append(.comma) }
    text += Self.quoted(name) + Array(":".utf8)
    needsComma = true
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var json = JSONWriter()
    json.string(text)
    return json.bytes
  }
}

extension UInt8 {
  /// Ends lines.
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  /// Separates fields and members.
  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let space = UInt8(ascii: " ")
}
