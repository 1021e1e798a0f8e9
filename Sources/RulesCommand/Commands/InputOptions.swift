import ArgumentParser

/// How customer files are to be read.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("input-format"),
    help: "csv or jsonl; by default what the name's ending says, and csv for standard input.")
  var format: RecordFormat?

  @Option(help: "The input's encoding, such as gb18030, gbk or utf-16.")
  var encoding = "utf-8"

  /// How to read the file at `path` (`-` is standard input).
  func format(of path: String) throws(Failure) -> RecordFormat {
    if let format = format ?? (path == InputFile.standardInputPath ? .csv : RecordFormat(path: path)) { return format }
    throw Failure(.usage, "\(path): neither .csv nor .jsonl; say which it is with --input-format")
  }

  /// Opens the file at `path` and gets ready to read rows; `jsonColumns` are the keys that matter in JSON Lines.
  func rows(of path: String, keys: JSONKeys) throws(Failure) -> RowReader {
    let format = try format(of: path)
    guard let decoder = RowReader.decoder(encoding: encoding) else { throw unknownEncoding }
    do throws(FileFailure) {
      return RowReader(file: try InputFile(path), decoder: decoder, format: format, keys: keys)
    } catch {
      throw Failure(error)
    }
  }

  private var unknownEncoding: Failure { Failure(.usage, "the system knows no encoding `\(encoding)`") }
}
