#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Synchronization

/// The unfinished files of this process.
///
/// A file is made, put in its place, or removed, under one lock, so that an interruption finds either all of it or nothing.
final class TemporaryFiles: Sendable {
  static let shared = TemporaryFiles()

  private let paths = Mutex<Set<String>>([])

  /// Makes an empty file whose path begins with `prefix`, to be removed unless it is put in its place; `failure` tells why it cannot
  /// be made.
  func create(
    _ prefix: String, failure: () -> FileFailure
  ) throws(FileFailure) -> (path: String, descriptor: Int32) {
    let made = paths.withLock { paths -> Result<(path: String, descriptor: Int32), FileFailure> in
      var template = Array("\(prefix).XXXXXX".utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { return .failure(failure()) }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      paths.insert(path)
      return .success((path, descriptor))
    }
    return try made.get()
  }

  /// Gives a finished file its name.
  func rename(_ path: String, to target: String) throws(FileFailure) {
    let isDone = paths.withLock { paths in
      let isDone = systemRename(path, target) == 0
      if isDone { paths.remove(path) }
      return isDone
    }
    if !isDone { throw FileFailure(target, .replace) }
  }

  /// Removes a file that will not be finished.
  func remove(_ path: String) {
    paths.withLock { paths in
      if paths.remove(path) != nil { unlink(path) }
    }
  }

  /// Removes all of them and ends the process by `die`; none can be finished in between.
  func removeAll(thenDie die: () -> Void) {
    paths.withLock { paths in
      for path in paths { unlink(path) }
      die()
    }
  }
}

private func systemRename(_ path: String, _ target: String) -> Int32 { rename(path, target) }
