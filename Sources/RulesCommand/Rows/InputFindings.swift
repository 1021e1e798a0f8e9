/// What an input turned out to be like.
struct InputFindings {
  /// As the user named it.
  let path: String
  /// The first bytes that are no text in its encoding, and how many such places there are.
  let encodingFaults: (firstOffset: Int, count: Int)?
  /// How many rows held bytes that are no UTF-8 where they had to be.
  let nonUTF8Rows: Int
  /// The keys of its JSON objects, as far as they were noted; `nil` for a CSV, whose header says all.
  let keysSeen: [String]?
  /// Whether it had lines, and none of them was a JSON object with a key.
  var hasNoObjects: Bool { keysSeen?.isEmpty == true && rowCount > 0 }

  /// How many rows it had, readable or not.
  let rowCount: Int
}
