-- A journal as version 1 wrote it; the tests open it.
CREATE TABLE sessions (
    id            TEXT PRIMARY KEY NOT NULL,
    customer_id   TEXT NOT NULL,
    user_guid     TEXT,
    member_guid   TEXT,
    institution   TEXT,
    environment   TEXT NOT NULL,
    api_host      TEXT NOT NULL,
    mode          TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    ended_at_ms   INTEGER,
    outcome       TEXT
) STRICT;
CREATE INDEX sessions_unfinished ON sessions (started_at_ms) WHERE ended_at_ms IS NULL;
CREATE TABLE reveals (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    mask       TEXT NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX reveals_session ON reveals (session_id);
INSERT INTO sessions VALUES
    ('old-done', 'customer-1', 'USR-1', 'MBR-1', 'Ålandsbanken', 'production', 'api.mx.com',
        'verification', 1000, 2000, 'done'),
    ('old-stopped', 'customer-2', 'USR-2', NULL, NULL, 'integration', 'int-api.mx.com',
        'aggregation', 3000, 4000, 'stopped'),
    ('old-open', 'customer-3', 'USR-3', 'MBR-3', 'MX Bank', 'custom', 'gw.example.com',
        'verification', 5000, NULL, NULL);
INSERT INTO reveals VALUES
    ('old-done', '•••• 9876', 1070),
    ('old-done', '•••• 1234', 1050);
PRAGMA user_version = 1;
