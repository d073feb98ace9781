-- One row: the batches that were judged, as ranges; who decides takes it first.
CREATE TABLE IF NOT EXISTS millrace_alert_progress (
    id INTEGER PRIMARY KEY,
    judged TEXT,
    judged_at DATETIME(6) COMMENT 'UTC'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT IGNORE INTO millrace_alert_progress (id) VALUES (1);
-- The rules that were judged last, and what they said.
CREATE TABLE IF NOT EXISTS millrace_alert_rules (
    rule VARCHAR(64) PRIMARY KEY,
    definition TEXT NOT NULL,
    since DATETIME(6) NOT NULL COMMENT 'UTC'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
-- What is remembered of a rule about a product or source, whose hash is the subject.
CREATE TABLE IF NOT EXISTS millrace_alert_states (
    rule VARCHAR(64) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    told_at DATETIME(6) COMMENT 'UTC',
    armed BOOLEAN NOT NULL,
    seen_at DATETIME(6) COMMENT 'UTC',
    PRIMARY KEY (rule, subject)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
-- What was decided to be told; content is what a webhook is given.
CREATE TABLE IF NOT EXISTS millrace_alerts (
    id VARCHAR(64) PRIMARY KEY,
    rule VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    source VARCHAR(255) NOT NULL,
    sku VARCHAR(500),
    decided_at DATETIME(6) NOT NULL COMMENT 'UTC',
    content MEDIUMTEXT NOT NULL,
    KEY millrace_alerts_decided (decided_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
-- To whom, and what became of it: state is waiting, sent or failed. It is tried since; a bundle is told in one message.
CREATE TABLE IF NOT EXISTS millrace_alert_deliveries (
    alert VARCHAR(64) NOT NULL,
    channel VARCHAR(64) NOT NULL,
    state VARCHAR(16) NOT NULL,
    attempts INTEGER NOT NULL,
    due_at DATETIME(6) NOT NULL COMMENT 'UTC',
    since DATETIME(6) NOT NULL COMMENT 'UTC',
    bundle VARCHAR(64),
    lease VARCHAR(64),
    leased_until DATETIME(6) COMMENT 'UTC',
    ended_at DATETIME(6) COMMENT 'UTC',
    answer VARCHAR(1000),
    PRIMARY KEY (alert, channel),
    KEY millrace_alerts_due (channel, state, due_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
