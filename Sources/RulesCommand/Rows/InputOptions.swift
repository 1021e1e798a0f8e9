import ArgumentParser
import Records

/// How customer files are to be read.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("input-format"),
    help: ArgumentHelp("By default what the name's ending says, and csv for standard input.", valueName: "format"))
  var format: RecordFormat?

  @Option(help: "The input's encoding, such as gb18030, gbk or utf-16.")
  var encoding = "utf-8"

  func validate() throws(ValidationError) {
    let isKnown = TextDecoder(encoding: encoding) != nil
    if !isKnown { throw unknownEncoding }
  }

  /// How to read the file at `path` (`-` is standard input).
  func format(of path: String) throws(Failure) -> RecordFormat {
    if let format = format ?? (path == InputFile.standardInputPath ? .csv : RecordFormat(path: path)) { return format }
    throw Failure(.usage, "\(path): neither .csv nor .jsonl; say which it is with --input-format")
  }

  /// Opens the file at `path` and gets ready to read rows; `keys` are those that matter in JSON Lines.
  func rows(of path: String, in spool: Spool? = nil, keys: JSONKeys) throws -> RowReader {
    let format = try format(of: path)
    guard let decoder = TextDecoder(encoding: encoding) else { throw unknownEncoding }
    return RowReader(file: try InputFile(path, in: spool), decoder: decoder, format: format, keys: keys)
  }

  /// Opens the file at `path`, whose content may stand in a spool, and gets ready to read it in blocks, which are small if decisions are
  /// traced.
  func blocks(of path: String, in spool: Spool? = nil, tracing: Bool = false) throws -> BlockInput {
    let format = try format(of: path)
    guard let decoder = TextDecoder(encoding: encoding) else { throw unknownEncoding }
    let blockSize = tracing ? BlockInput.tracedBlockSize : BlockInput.usualBlockSize
    return BlockInput(InputBytes(try InputFile(path, in: spool), decoder), format, blockSize: blockSize)
  }

  private var unknownEncoding: ValidationError { ValidationError("the system knows no encoding `\(encoding)`") }
}
