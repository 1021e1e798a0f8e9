package import Calendars
import GRDB

/// Why a file of states cannot be used.
package enum StateFailure: Error, Hashable, Sendable {
  /// Another run has it.
  case busy
  /// It holds a run as of a later day than the one that is to begin.
  case later(CalendarDate)
  /// It holds something else, or is damaged.
  case unreadable(String)
  /// It was written by a later version of this library.
  case tooNew
  /// The system's or the database's own words.
  case system(String)
}

extension StateFailure {
  /// What a failure of the database means.
  init(_ error: any Error) {
    if let failure = error as? StateFailure {
      self = failure
      return
    }
    guard let error = error as? DatabaseError else {
      self = .system("\(error)")
      return
    }
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .unreadable(reason)
    default: self = .system(reason)
    }
  }
}
