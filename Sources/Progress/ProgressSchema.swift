internal import GRDB

/// The tables of the file, version by version; a migration that has been released is never changed.
enum ProgressSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    // `IF NOT EXISTS`: two processes may find the file empty at the same time.
    migrator.registerMigration("1 attempts") { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS attempt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            question TEXT NOT NULL,
            topic TEXT NOT NULL,
            day TEXT NOT NULL,
            score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
            band TEXT NOT NULL
          );
          CREATE TABLE IF NOT EXISTS point (
            attempt INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            text TEXT NOT NULL,
            standing TEXT NOT NULL,
            PRIMARY KEY (attempt, place)
          ) WITHOUT ROWID;
          CREATE INDEX IF NOT EXISTS attempt_by_question ON attempt (question);
          """)
    }
    return migrator
  }
}
