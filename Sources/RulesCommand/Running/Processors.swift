import Foundation

/// The processors that there are to run on.
enum Processors {
  /// How many this process may use; at least 1.
  static var count: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
