-- The schema of the migration 20261124093350_RecordedOn, with rows.

CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "users" (
    "id" TEXT NOT NULL CONSTRAINT "PK_users" PRIMARY KEY,
    "created_at" TEXT NOT NULL,
    "username" TEXT NULL,
    "normalized_username" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "videos" (
    "id" TEXT NOT NULL CONSTRAINT "PK_videos" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "description" TEXT NULL,
    "status" TEXT NOT NULL,
    "original_filename" TEXT NOT NULL,
    "duration_seconds" REAL NULL,
    "file_size_bytes" INTEGER NULL,
    "stored_bytes" INTEGER NULL,
    "qualities" TEXT NOT NULL,
    "source_sha256" TEXT NULL,
    "source_summary" TEXT NULL,
    "warning" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL
, "original_bytes" INTEGER NULL, "camera" TEXT NULL, "chapters" TEXT NOT NULL DEFAULT '', "place" TEXT NULL, "recorded" TEXT NULL, "recorded_on" TEXT NULL, "tags" TEXT NOT NULL DEFAULT '');

CREATE TABLE "user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "FK_user_claims_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "PK_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "FK_user_logins_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_tokens" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "PK_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "FK_user_tokens_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "access_tokens" (
    "id" TEXT NOT NULL CONSTRAINT "PK_access_tokens" PRIMARY KEY,
    "video_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "description" TEXT NULL,
    "expires_at" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "last_used_at" TEXT NULL, "address_marks" BLOB NOT NULL DEFAULT X'', "bytes_sent" INTEGER NOT NULL DEFAULT 0, "max_viewers" INTEGER NULL, "plays" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "FK_access_tokens_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "encoding_jobs" (
    "id" TEXT NOT NULL CONSTRAINT "PK_encoding_jobs" PRIMARY KEY,
    "video_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "max_attempts" INTEGER NOT NULL,
    "interruptions" INTEGER NOT NULL,
    "error_message" TEXT NULL,
    "error_exit_code" INTEGER NULL,
    "error_log" TEXT NULL,
    "next_attempt_at" TEXT NULL,
    "lease_token" TEXT NULL,
    "heartbeat_at" TEXT NULL,
    "progress" REAL NOT NULL,
    "stage" TEXT NULL,
    "started_at" TEXT NULL,
    "completed_at" TEXT NULL,
    "created_at" TEXT NOT NULL, "chunk_count" INTEGER NOT NULL DEFAULT 0, "chunks_done" INTEGER NOT NULL DEFAULT 0, "error_cause" TEXT NULL, "needed_bytes" INTEGER NULL, "note" TEXT NULL, "only_in_off_hours" INTEGER NOT NULL DEFAULT 0, "priority" TEXT NOT NULL DEFAULT 'normal', "queued_at" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "FK_encoding_jobs_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "encoding_schedule" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_encoding_schedule" PRIMARY KEY,
    "is_paused" INTEGER NOT NULL,
    "only_in_off_hours" INTEGER NOT NULL,
    "off_hours_from" TEXT NOT NULL,
    "off_hours_to" TEXT NOT NULL
);

CREATE TABLE "uploads" (
    "id" TEXT NOT NULL CONSTRAINT "PK_uploads" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "filetype" TEXT NULL,
    "title" TEXT NULL,
    "description" TEXT NULL,
    "metadata" TEXT NULL,
    "length" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "accepted_at" TEXT NULL, "allow_duplicate" INTEGER NOT NULL DEFAULT 0, "duplicate_of" TEXT NULL
CONSTRAINT "FK_uploads_videos_duplicate_of" REFERENCES "videos" ("id") ON DELETE SET NULL,
    CONSTRAINT "FK_uploads_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "upload_ranges" (
    "upload_id" TEXT NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "sha256" BLOB NOT NULL,
    CONSTRAINT "PK_upload_ranges" PRIMARY KEY ("upload_id", "end_offset"),
    CONSTRAINT "FK_upload_ranges_uploads_upload_id" FOREIGN KEY ("upload_id") REFERENCES "uploads" ("id") ON DELETE CASCADE
);

CREATE TABLE "originals" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_originals" PRIMARY KEY,
    "policy" TEXT NOT NULL
);

CREATE UNIQUE INDEX "IX_access_tokens_token" ON "access_tokens" ("token");

CREATE INDEX "IX_access_tokens_video_id" ON "access_tokens" ("video_id");

CREATE INDEX "IX_encoding_jobs_status" ON "encoding_jobs" ("status");

CREATE INDEX "IX_encoding_jobs_video_id" ON "encoding_jobs" ("video_id");

CREATE INDEX "IX_user_claims_user_id" ON "user_claims" ("user_id");

CREATE INDEX "IX_user_logins_user_id" ON "user_logins" ("user_id");

CREATE INDEX "EmailIndex" ON "users" ("normalized_email");

CREATE UNIQUE INDEX "UserNameIndex" ON "users" ("normalized_username");

CREATE INDEX "IX_videos_created_at" ON "videos" ("created_at");

CREATE INDEX "IX_videos_status" ON "videos" ("status");

CREATE INDEX "IX_uploads_user_id" ON "uploads" ("user_id");

CREATE INDEX "IX_videos_source_sha256" ON "videos" ("source_sha256");

CREATE INDEX "IX_uploads_duplicate_of" ON "uploads" ("duplicate_of");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES
    ('20261123094020_Initial', '10.0.15'),
    ('20261123125148_JobControl', '10.0.15'),
    ('20261123195848_TokenUse', '10.0.15'),
    ('20261123233028_ResumableUploads', '10.0.15'),
    ('20261124030030_TwiceAndOriginals', '10.0.15'),
    ('20261124035718_RecordingFacts', '10.0.15'),
    ('20261124093350_RecordedOn', '10.0.15');

INSERT INTO users (
    id, created_at, username, normalized_username, email, normalized_email, email_confirmed, password_hash, security_stamp, concurrency_stamp, phone_number, phone_number_confirmed, two_factor_enabled, lockout_end, lockout_enabled, access_failed_count
) VALUES (
    '0198c0de-0000-7000-8000-000000000004', '2026-11-23T09:00:00.0000000Z', 'Maria', 'MARIA', 'maria@example.com', 'MARIA@EXAMPLE.COM', 0, 'AQAAAAIAAYagAAAAEHash', 'STAMP', 'a8e3a1f5-0000-4000-8000-000000000001', '5550100', 1, 1, '2026-11-23T10:30:00.1234567Z', 1, 7
);

INSERT INTO user_claims (
    id, user_id, claim_type, claim_value
) VALUES (
    5, '0198c0de-0000-7000-8000-000000000004', 'role', 'owner'
);

INSERT INTO user_logins (
    login_provider, provider_key, provider_display_name, user_id
) VALUES (
    'Provider', 'key', 'A provider', '0198c0de-0000-7000-8000-000000000004'
);

INSERT INTO user_tokens (
    user_id, login_provider, name, value
) VALUES (
    '0198c0de-0000-7000-8000-000000000004', 'Provider', 'refresh', 'value'
);

INSERT INTO videos (
    id, title, search_text, description, status, original_filename, duration_seconds, file_size_bytes, stored_bytes, qualities, source_sha256, source_summary, warning, created_at, updated_at, original_bytes, camera, chapters, place, recorded, recorded_on, tags
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', 'Strand bei Ærø', 'strand bei ærø', 'It''s "quoted".
Second line.', 'ready', 'Strand.MOV', 61.25, 5000000001, 4000000002, '1080p,720p', '0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f', '1920×1080 · 29.97 fps · HEVC HDR · AAC', 'The file ends early.', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', 5000000001, 'Phone 12', '[{"startSeconds":0,"endSeconds":10.5,"title":"Arrival"}]', '{"latitude":54.85,"longitude":10.4,"altitude":3.5}', '{"at":"2019-08-01T00:10:00\u002B09:00","offsetKnown":true,"timeKnown":true,"from":"camera"}', '2019-08-01 00:10:00', '[{"name":"artist","value":"Maria"}]'
);

INSERT INTO videos (
    id, title, search_text, status, original_filename, qualities, created_at, updated_at, chapters, tags
) VALUES (
    '0198c0de-0000-7000-8000-000000000002', 'Waiting', 'waiting', 'pending', 'waiting.mp4', '', '2026-11-23T09:00:00.0000000Z', '2026-11-23T09:00:00.0000000Z', '', ''
);

INSERT INTO videos (
    id, title, search_text, status, original_filename, qualities, created_at, updated_at, chapters, tags
) VALUES (
    '0198c0de-0000-7000-8000-000000000003', 'Failed', 'failed', 'failed', 'failed.mkv', '', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', '[]', '[]'
);

INSERT INTO encoding_jobs (
    id, video_id, status, attempts, max_attempts, interruptions, error_message, error_exit_code, error_log, next_attempt_at, progress, stage, started_at, created_at, chunk_count, chunks_done, error_cause, needed_bytes, note, only_in_off_hours, priority, queued_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000011', '0198c0de-0000-7000-8000-000000000002', 'queued', 1, 3, 2, 'FFmpeg was killed.', 137, 'ffmpeg -i source
Killed', '2026-11-23T10:30:00.1234567Z', 0.4, 'Video 1080p, 720p, 480p', '2026-11-23T09:00:00.0000000Z', '2026-11-23T09:00:00.0000000Z', 9, 3, 'killed', 700000000, 'Repackaged without quality loss', 1, 'now', '2026-11-23T09:00:00.0000000Z'
);

INSERT INTO encoding_jobs (
    id, video_id, status, attempts, max_attempts, interruptions, lease_token, heartbeat_at, progress, completed_at, created_at, chunk_count, chunks_done, only_in_off_hours, priority, queued_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000012', '0198c0de-0000-7000-8000-000000000003', 'failed', 3, 3, 0, '0198c0de-0000-4000-8000-000000000099', '2026-11-23T10:30:00.1234567Z', 0, '2026-11-23T10:30:00.1234567Z', '2026-11-23T09:00:00.0000000Z', 0, 0, 0, 'idle', '2026-11-23T10:30:00.1234567Z'
);

INSERT INTO access_tokens (
    id, video_id, token, description, expires_at, created_at, last_used_at, address_marks, bytes_sent, max_viewers, plays
) VALUES (
    '0198c0de-0000-7000-8000-000000000021', '0198c0de-0000-7000-8000-000000000001', 'S3cret_-first', 'Living Room TV', '2027-01-01T00:00:00.0000000Z', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', X'01020304', 123456789012, 2, 41
);

INSERT INTO access_tokens (
    id, video_id, token, created_at, address_marks, bytes_sent, plays
) VALUES (
    '0198c0de-0000-7000-8000-000000000022', '0198c0de-0000-7000-8000-000000000001', 'S3cret_-second', '2026-11-23T09:00:00.0000000Z', X'', 0, 0
);

INSERT INTO encoding_schedule (
    id, is_paused, only_in_off_hours, off_hours_from, off_hours_to
) VALUES (
    1, 1, 1, '23:15', '06:45'
);

INSERT INTO uploads (
    id, user_id, filename, filetype, title, description, metadata, length, created_at, expires_at, accepted_at, allow_duplicate, duplicate_of
) VALUES (
    '0198c0de-0000-7000-8000-000000000031', '0198c0de-0000-7000-8000-000000000004', 'sent.mp4', 'video/mp4', 'Sent', 'Half of it', 'filename c2VudC5tcDQ=', 9000000000, '2026-11-23T09:00:00.0000000Z', '2026-12-30T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', 1, '0198c0de-0000-7000-8000-000000000001'
);

INSERT INTO upload_ranges (
    upload_id, end_offset, sha256
) VALUES (
    '0198c0de-0000-7000-8000-000000000031', 4500000000, X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F'
);

INSERT INTO originals (
    id, policy
) VALUES (
    1, 'keep'
);
