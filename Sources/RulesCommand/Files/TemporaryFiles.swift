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
/// A file is put in its place, or removed, under one lock, so that an interruption finds either all of it or nothing.
final class TemporaryFiles: Sendable {
  static let shared = TemporaryFiles()

  private let paths = Mutex<Set<String>>([])

  /// Notes a file that is to be removed unless it is put in its place.
  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

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
