#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file under a name that no other has, until it is put in its place; else it is removed with this, or with the process, whatever
/// ends that.
struct TemporaryFile: ~Copyable {
  let path: String
  private let file: WritableFile

  /// An empty one beside `target`, whose place it is to take; messages call it `name`.
  init(for target: String, calledBy name: String) throws(FileFailure) {
    let (folder, own) = split(target)
    let made = try TemporaryFiles.shared.create("\(folder).\(own)") { FileFailure(name, .create) }
    path = made.path
    file = WritableFile(made.descriptor, name)
  }

  deinit { TemporaryFiles.shared.remove(path) }
}

extension TemporaryFile {
  /// Adds bytes at the end.
  borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) { try file.write(bytes) }

  /// Sees to it that everything lasts.
  borrowing func sync() throws(FileFailure) { try file.sync() }

  /// Changes who may do what with it.
  borrowing func permit(_ mode: mode_t) { file.permit(mode) }

  /// Puts it in its place.
  consuming func publish(as target: String) throws(FileFailure) { try TemporaryFiles.shared.rename(path, to: target) }
}
