package import Calendars
import GRDB
import GRDBSQLite

/// A file in which a run leaves the states of its customers for the next: an SQLite database.
///
/// A run is one transaction, from ``begin(asOf:)`` to ``commit()``: until then the file holds what it held, whatever becomes of the
/// process; nobody else can begin one. Used by one thread at a time.
package final class StateStore {
  private let queue: DatabaseQueue
  private var statements: Statements?
  private var asOf = CalendarDate(days: 0)

  private struct Statements {
    let find: Statement
    let insert: Statement
  }

  /// Opens the file at `path`, which is made if it is not there. Whoever only reads may have to write too: what a run left that died.
  package init(path: String) throws(StateFailure) {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    do { queue = try DatabaseQueue(path: path, configuration: configuration) } catch { throw StateFailure(error) }
  }
}

extension StateStore {
  private func perform<Result>(_ body: (Database) throws -> Result) throws(StateFailure) -> Result {
    do { return try queue.writeWithoutTransaction(body) } catch { throw StateFailure(error) }
  }
}

// MARK: - Reading

extension StateStore {
  /// Makes sure that the file is one of states; `false` if nothing was kept in it yet.
  package func holdsStates() throws(StateFailure) -> Bool {
    try perform { try StateSchema.prepare($0, creates: false) }
  }
}

// MARK: - A run

extension StateStore {
  /// Begins a run as of a day: what an earlier run as of that day left is taken away, and comes back if this one is not committed.
  package func begin(asOf: CalendarDate) throws(StateFailure) {
    self.asOf = asOf
    try perform { database in
      try database.execute(sql: "PRAGMA cache_size = -131072")
      try database.beginTransaction(.immediate)
      _ = try StateSchema.prepare(database, creates: true)
      let last = try Int32.fetchOne(database, sql: "SELECT max(as_of) FROM runs")
      if let last, last > asOf.days { throw StateFailure.later(CalendarDate(days: last)) }
      if last == asOf.days {
        try database.execute(sql: "DELETE FROM history WHERE as_of = ?", arguments: [asOf.days])
        try database.execute(sql: "DELETE FROM runs WHERE as_of = ?", arguments: [asOf.days])
      }
    }
  }

  /// Calls `body` with each state that the history knows.
  package func forEachState(_ body: (_ id: Int64, _ text: String) -> Void) throws(StateFailure) {
    try perform { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT id, text FROM states ORDER BY id")
      while let row = try rows.next() { body(row[0], row[1]) }
    }
  }

  /// Calls `body` with each customer and the id of its latest state before a day; the bytes are valid for the call.
  package func forEachCustomer(
    before asOf: CalendarDate, _ body: (_ customer: UnsafeBufferPointer<UInt8>, _ state: Int64) -> Void
  ) throws(StateFailure) {
    try perform { database in
      // In the order of the primary key: a customer's last row is its latest.
      let statement = try database.makeStatement(
        sql: "SELECT customer, state FROM history WHERE as_of < ? ORDER BY customer, as_of")
      let raw = statement.sqliteStatement
      defer { sqlite3_reset(raw) }
      sqlite3_bind_int(raw, 1, asOf.days)
      var last: [UInt8] = []
      var state: Int64?
      var status = sqlite3_step(raw)
      while status == SQLITE_ROW {
        let text = UnsafeBufferPointer(start: sqlite3_column_text(raw, 0), count: Int(sqlite3_column_bytes(raw, 0)))
        if let known = state, !last.elementsEqual(text) { last.withUnsafeBufferPointer { body($0, known) } }
        if state == nil || !last.elementsEqual(text) {
          last.removeAll(keepingCapacity: true)
          last.append(contentsOf: text)
        }
        state = sqlite3_column_int64(raw, 1)
        status = sqlite3_step(raw)
      }
      guard status == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: status)) }
      if let state { last.withUnsafeBufferPointer { body($0, state) } }
    }
  }

  /// The id of a state, which is added if it is new.
  package func id(ofState text: String) throws(StateFailure) -> Int64 {
    try perform { database in
      if let id = try Int64.fetchOne(database, sql: "SELECT id FROM states WHERE text = ?", arguments: [text]) {
        return id
      }
      try database.execute(sql: "INSERT INTO states (text) VALUES (?)", arguments: [text])
      return database.lastInsertedRowID
    }
  }

  /// Puts customers into states, as far as these are not theirs already; each customer's last counts. How many changed.
  package func put(
    _ customers: [(customer: ArraySlice<UInt8>, state: Int64)]
  ) throws(StateFailure) -> Int {
    let asOf = asOf
    return try perform { database in
      let statements = try self.statements ?? Self.prepareStatements(database)
      self.statements = statements
      var changes = 0
      for (customer, state) in customers {
        if try Self.latest(of: customer, statements.find) == state { continue }
        try Self.insert(customer, asOf.days, state, statements.insert)
        changes += 1
      }
      return changes
    }
  }

  private static func prepareStatements(_ database: Database) throws -> Statements {
    Statements(
      find: try database.makeStatement(
        sql: "SELECT state FROM history WHERE customer = ? ORDER BY as_of DESC LIMIT 1"),
      insert: try database.makeStatement(
        sql: "INSERT OR REPLACE INTO history (customer, as_of, state) VALUES (?, ?, ?)"))
  }

  private static func latest(of customer: ArraySlice<UInt8>, _ statement: Statement) throws -> Int64? {
    let raw = statement.sqliteStatement
    defer { sqlite3_reset(raw) }
    bind(customer, to: raw)
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return sqlite3_column_int64(raw, 0)
    case SQLITE_DONE: return nil
    case let status: throw DatabaseError(resultCode: ResultCode(rawValue: status))
    }
  }

  private static func insert(
    _ customer: ArraySlice<UInt8>, _ asOf: Int32, _ state: Int64, _ statement: Statement
  ) throws {
    let raw = statement.sqliteStatement
    defer { sqlite3_reset(raw) }
    bind(customer, to: raw)
    sqlite3_bind_int(raw, 2, asOf)
    sqlite3_bind_int64(raw, 3, state)
    let status = sqlite3_step(raw)
    guard status == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: status)) }
  }

  /// Binds the first argument; SQLite copies it.
  private static func bind(_ text: ArraySlice<UInt8>, to statement: SQLiteStatement) {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    text.withUnsafeBytes { bytes in
      // An empty text without an address would be taken for no text at all.
      if let start = bytes.bindMemory(to: CChar.self).baseAddress {
        _ = sqlite3_bind_text(statement, 1, start, Int32(bytes.count), copied)
      } else {
        _ = sqlite3_bind_text(statement, 1, "", 0, copied)
      }
    }
  }

  /// Notes the run: who decided, of how many customers, and how many states changed.
  package func note(policies: String, customers: Int, changes: Int) throws(StateFailure) {
    let asOf = asOf
    try perform { database in
      try database.execute(
        sql: "INSERT INTO runs (as_of, policies, customers, changes) VALUES (?, ?, ?, ?)",
        arguments: [asOf.days, policies, customers, changes])
    }
  }

  /// Makes the run last.
  package func commit() throws(StateFailure) {
    statements = nil
    try perform { try $0.commit() }
  }
}

// MARK: - The history

/// What became of a customer on a day.
package struct StateEntry: Hashable, Sendable {
  /// The run's day.
  package let asOf: CalendarDate
  /// `name@version` of the policies that decided in that run.
  package let policies: String
  /// The state from that day on.
  package let state: String
}

extension StateStore {
  /// The states of a customer, the earliest first; `nil` if the file holds no states of anybody.
  package func history(of customer: String) throws(StateFailure) -> [StateEntry]? {
    try perform { database in
      guard try StateSchema.prepare(database, creates: false) else { return nil }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT history.as_of, policies, text FROM history JOIN states ON states.id = state \
          JOIN runs ON runs.as_of = history.as_of WHERE customer = ? ORDER BY history.as_of
          """, arguments: [customer])
      var entries: [StateEntry] = []
      while let row = try rows.next() {
        entries.append(StateEntry(asOf: CalendarDate(days: row[0]), policies: row[1], state: row[2]))
      }
      return entries
    }
  }
}
