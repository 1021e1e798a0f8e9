#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which file a path leads to, whatever it is called there.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let inode: UInt64
  /// What it is.
  let kind: Kind

  /// Kinds of files that matter here.
  enum Kind: Hashable {
    case regular, folder
    /// A device, a pipe or a socket.
    case stream
  }

  /// `nil` if the path leads nowhere.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .stream
      }
  }
}
