import Foundation

/// Says what is wrong on standard error, and ends the program.
public func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}
