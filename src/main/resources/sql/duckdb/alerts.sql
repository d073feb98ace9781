-- One row: the batches that were judged, as ranges; who decides takes it first.
CREATE TABLE IF NOT EXISTS millrace_alert_progress (
    id INTEGER PRIMARY KEY,
    judged VARCHAR,
    judged_at TIMESTAMPTZ
);
INSERT INTO millrace_alert_progress (id) VALUES (1) ON CONFLICT DO NOTHING;
-- The rules that were judged last, and what they said.
CREATE TABLE IF NOT EXISTS millrace_alert_rules (
    rule VARCHAR PRIMARY KEY,
    definition VARCHAR NOT NULL,
    since TIMESTAMPTZ NOT NULL
);
-- What is remembered of a rule about a product or source, whose hash is the subject.
CREATE TABLE IF NOT EXISTS millrace_alert_states (
    rule VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    told_at TIMESTAMPTZ,
    armed BOOLEAN NOT NULL,
    seen_at TIMESTAMPTZ,
    PRIMARY KEY (rule, subject)
);
-- What was decided to be told; content is what a webhook is given.
CREATE TABLE IF NOT EXISTS millrace_alerts (
    id VARCHAR PRIMARY KEY,
    rule VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    sku VARCHAR,
    decided_at TIMESTAMPTZ NOT NULL,
    content VARCHAR NOT NULL
);
-- To whom, and what became of it: state is waiting, sent or failed. It is tried since; a bundle is told in one message.
CREATE TABLE IF NOT EXISTS millrace_alert_deliveries (
    alert VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    bundle VARCHAR,
    lease VARCHAR,
    leased_until TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    answer VARCHAR,
    PRIMARY KEY (alert, channel)
);
