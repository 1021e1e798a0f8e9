import GRDB

/// How states stand in the database.
///
/// What is known of a customer after a run is its state: a text, which many customers share. A row of the history says that a customer
/// is in a state from a day on; there is one for each day on which the state changed, and none where it stayed.
enum StateSchema {
  /// Tells these databases from those of other programs.
  static let applicationID: Int32 = 0x5652_5354
  /// Goes up when older versions of this library can no longer read what is written.
  static let version: Int32 = 1

  private static let tables = """
    CREATE TABLE runs (as_of INTEGER PRIMARY KEY, policies TEXT NOT NULL, customers INTEGER NOT NULL, \
    changes INTEGER NOT NULL);
    CREATE TABLE states (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE history (customer TEXT NOT NULL, as_of INTEGER NOT NULL, state INTEGER NOT NULL, \
    PRIMARY KEY (customer, as_of)) WITHOUT ROWID;
    """

  /// Makes sure that the database is one of states; makes the tables where it is empty and `creates` asks for it. `false`: it is empty.
  static func prepare(_ database: Database, creates: Bool) throws -> Bool {
    let found = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if found == 0, try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 {
      guard creates else { return false }
      try database.execute(sql: tables)
      try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
      return true
    }
    guard found == applicationID else { throw StateFailure.unreadable("it is a database of another program") }
    if try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0 > version { throw StateFailure.tooNew }
    return true
  }
}
