-- The schema of the migration 20261201022625_Warnings, with rows.

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
    "title_key" TEXT NOT NULL,
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
, "original_bytes" INTEGER NULL, "camera" TEXT NULL, "chapters" TEXT NOT NULL DEFAULT '', "place" TEXT NULL, "recorded" TEXT NULL, "recorded_on" TEXT NULL, "file_tags" TEXT NOT NULL DEFAULT '', "checked_at" TEXT NULL, "damage" TEXT NULL, "encoding_version" INTEGER NULL, "original_note" TEXT NULL, "approximate_date" TEXT NULL, "country" TEXT NULL, "file_date" TEXT NULL, "is_favourite" INTEGER NOT NULL DEFAULT 0, "is_private" INTEGER NOT NULL DEFAULT 0, "timeline" INTEGER NULL, "town" TEXT NULL, "trashed_at" TEXT NULL, "filmed_day" INTEGER NULL, "search_row" INTEGER NULL, "is_watched" INTEGER NOT NULL DEFAULT 0, "notes" TEXT NOT NULL DEFAULT '', "dismissed_warning" TEXT NULL);

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
    "token_hash" TEXT NOT NULL,
    "description" TEXT NULL,
    "expires_at" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "last_used_at" TEXT NULL, "address_marks" BLOB NOT NULL DEFAULT X'', "bytes_sent" INTEGER NOT NULL DEFAULT 0, "max_viewers" INTEGER NULL, "plays" INTEGER NOT NULL DEFAULT 0, "token_sealed" BLOB NULL,
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
    "created_at" TEXT NOT NULL, "chunk_count" INTEGER NOT NULL DEFAULT 0, "chunks_done" INTEGER NOT NULL DEFAULT 0, "error_cause" TEXT NULL, "needed_bytes" INTEGER NULL, "note" TEXT NULL, "only_in_off_hours" INTEGER NOT NULL DEFAULT 0, "priority" TEXT NOT NULL DEFAULT 'normal', "queued_at" TEXT NOT NULL DEFAULT '', "expected_bytes" INTEGER NULL,
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

CREATE TABLE "history" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_history" PRIMARY KEY,
    "enabled" INTEGER NOT NULL
);

CREATE TABLE "playback_positions" (
    "video_id" TEXT NOT NULL CONSTRAINT "PK_playback_positions" PRIMARY KEY,
    "seconds" REAL NOT NULL,
    "reached_at" TEXT NOT NULL,
    CONSTRAINT "FK_playback_positions_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_playback_positions_reached_at" ON "playback_positions" ("reached_at");

CREATE TABLE "plays" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_plays" PRIMARY KEY AUTOINCREMENT,
    "video_id" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "last_at" TEXT NOT NULL,
    "played_seconds" REAL NOT NULL,
    "position_seconds" REAL NOT NULL,
    "is_complete" INTEGER NOT NULL,
    CONSTRAINT "FK_plays_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_plays_started_at" ON "plays" ("started_at");

CREATE INDEX "IX_plays_video_id_started_at" ON "plays" ("video_id", "started_at");

CREATE TABLE "trash" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_trash" PRIMARY KEY,
    "days" INTEGER NULL
);

CREATE TABLE "link_previews" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_link_previews" PRIMARY KEY,
    "enabled" INTEGER NOT NULL
);

CREATE TABLE "background_settings" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_background_settings" PRIMARY KEY,
    "is_paused" INTEGER NOT NULL
);

CREATE TABLE "background_sweeps" (
    "kind" TEXT NOT NULL CONSTRAINT "PK_background_sweeps" PRIMARY KEY,
    "enqueued_at" TEXT NOT NULL
);

CREATE TABLE "background_tasks" (
    "kind" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "queued_at" TEXT NOT NULL,
    "next_attempt_at" TEXT NULL,
    "reason" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "PK_background_tasks" PRIMARY KEY ("kind", "video_id"),
    CONSTRAINT "FK_background_tasks_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "sent_segments" (
    "video_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sent_at" TEXT NOT NULL,
    "checked_at" TEXT NULL,
    CONSTRAINT "PK_sent_segments" PRIMARY KEY ("video_id", "name"),
    CONSTRAINT "FK_sent_segments_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "stamp" TEXT NULL,
    "device" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,
    CONSTRAINT "FK_sessions_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_access_tokens_video_id" ON "access_tokens" ("video_id");

CREATE INDEX "IX_encoding_jobs_status" ON "encoding_jobs" ("status");

CREATE INDEX "IX_encoding_jobs_video_id" ON "encoding_jobs" ("video_id");

CREATE INDEX "IX_user_claims_user_id" ON "user_claims" ("user_id");

CREATE INDEX "IX_user_logins_user_id" ON "user_logins" ("user_id");

CREATE INDEX "EmailIndex" ON "users" ("normalized_email");

CREATE UNIQUE INDEX "UserNameIndex" ON "users" ("normalized_username");

CREATE INDEX "IX_videos_status" ON "videos" ("status");

CREATE INDEX "IX_uploads_user_id" ON "uploads" ("user_id");

CREATE INDEX "IX_videos_source_sha256" ON "videos" ("source_sha256");

CREATE INDEX "IX_uploads_duplicate_of" ON "uploads" ("duplicate_of");

CREATE INDEX "IX_background_tasks_status_queued_at" ON "background_tasks" ("status", "queued_at");

CREATE INDEX "IX_background_tasks_video_id" ON "background_tasks" ("video_id");

CREATE UNIQUE INDEX "IX_access_tokens_token_hash" ON "access_tokens" ("token_hash");

CREATE UNIQUE INDEX "IX_sessions_secret_hash" ON "sessions" ("secret_hash");

CREATE INDEX "IX_sessions_user_id" ON "sessions" ("user_id");

CREATE TABLE "albums" (
    "id" TEXT NOT NULL CONSTRAINT "PK_albums" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "title_key" TEXT NOT NULL,
    "description" TEXT NULL,
    "parent_id" TEXT NULL,
    "cover_id" TEXT NULL,
    "order" TEXT NOT NULL,
    "query" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "FK_albums_albums_parent_id" FOREIGN KEY ("parent_id") REFERENCES "albums" ("id") ON DELETE RESTRICT,
    CONSTRAINT "FK_albums_videos_cover_id" FOREIGN KEY ("cover_id") REFERENCES "videos" ("id") ON DELETE SET NULL
);

CREATE TABLE "search_documents" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_search_documents" PRIMARY KEY AUTOINCREMENT,
    "video_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "people" TEXT NOT NULL,
    "tags" TEXT NOT NULL,
    "albums" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "camera" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    CONSTRAINT "FK_search_documents_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "search_passages" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_search_passages" PRIMARY KEY AUTOINCREMENT,
    "video_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "start_seconds" REAL NOT NULL,
    "text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    CONSTRAINT "FK_search_passages_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "similar_videos" (
    "first_id" TEXT NOT NULL,
    "second_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "found_at" TEXT NOT NULL,
    CONSTRAINT "PK_similar_videos" PRIMARY KEY ("first_id", "second_id"),
    CONSTRAINT "FK_similar_videos_videos_first_id" FOREIGN KEY ("first_id") REFERENCES "videos" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_similar_videos_videos_second_id" FOREIGN KEY ("second_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "tags" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_tags" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "face" TEXT NULL
);

CREATE TABLE "video_fingerprints" (
    "video_id" TEXT NOT NULL CONSTRAINT "PK_video_fingerprints" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "hashes" BLOB NOT NULL,
    CONSTRAINT "FK_video_fingerprints_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "album_videos" (
    "album_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "PK_album_videos" PRIMARY KEY ("album_id", "video_id"),
    CONSTRAINT "FK_album_videos_albums_album_id" FOREIGN KEY ("album_id") REFERENCES "albums" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_album_videos_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE TABLE "video_tags" (
    "video_id" TEXT NOT NULL,
    "tag_id" INTEGER NOT NULL,
    CONSTRAINT "PK_video_tags" PRIMARY KEY ("video_id", "tag_id"),
    CONSTRAINT "FK_video_tags_tags_tag_id" FOREIGN KEY ("tag_id") REFERENCES "tags" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_video_tags_videos_video_id" FOREIGN KEY ("video_id") REFERENCES "videos" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_videos_country_town" ON "videos" ("country", "town");

CREATE INDEX "IX_videos_favourites" ON "videos" ("timeline", "recorded_on") WHERE is_favourite;

CREATE INDEX "IX_videos_filmed_day_recorded_on" ON "videos" ("filmed_day", "recorded_on");

CREATE INDEX "IX_videos_search" ON "videos" ("search_row", "trashed_at", "is_private", "timeline", "recorded_on", "status", "is_favourite", "damage", "warning", "id");

CREATE INDEX "IX_videos_trashed_at_created_at" ON "videos" ("trashed_at", "created_at");

CREATE INDEX "IX_videos_trashed_at_timeline_recorded_on_is_private" ON "videos" ("trashed_at", "timeline", "recorded_on", "is_private");

CREATE INDEX "IX_videos_trashed_at_title_key" ON "videos" ("trashed_at", "title_key");

CREATE INDEX "IX_album_videos_video_id" ON "album_videos" ("video_id");

CREATE INDEX "IX_albums_cover_id" ON "albums" ("cover_id");

CREATE INDEX "IX_albums_parent_id_title_key" ON "albums" ("parent_id", "title_key");

CREATE UNIQUE INDEX "IX_search_documents_video_id" ON "search_documents" ("video_id");

CREATE INDEX "IX_search_passages_video_id_kind" ON "search_passages" ("video_id", "kind");

CREATE INDEX "IX_similar_videos_second_id" ON "similar_videos" ("second_id");

CREATE UNIQUE INDEX "IX_tags_kind_key" ON "tags" ("kind", "key");

CREATE INDEX "IX_video_tags_tag_id" ON "video_tags" ("tag_id");

CREATE VIRTUAL TABLE search_index USING fts5(title, description, people, tags, albums, file_name, camera, place, date, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');

CREATE VIRTUAL TABLE passage_index USING fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');

CREATE VIRTUAL TABLE search_substrings USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram');

CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_index', 'row');

CREATE VIRTUAL TABLE passage_terms USING fts5vocab('passage_index', 'row');

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261123094020_Initial', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261123125148_JobControl', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261123195848_TokenUse', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261123233028_ResumableUploads', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261124030030_TwiceAndOriginals', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261124035718_RecordingFacts', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261124093350_RecordedOn', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261125155327_ExpectedBytes', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261130011015_IntegrityAndSessions', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261130114710_Organizing', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261130210109_Playback', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261201021618_Marks', '10.0.15'
);

INSERT INTO "__EFMigrationsHistory" (
    "MigrationId", "ProductVersion"
) VALUES (
    '20261201022625_Warnings', '10.0.15'
);

INSERT INTO users (
    id, created_at, username, normalized_username, email, normalized_email, email_confirmed, password_hash, security_stamp, concurrency_stamp, phone_number, phone_number_confirmed, two_factor_enabled, lockout_end, lockout_enabled, access_failed_count
) VALUES (
    '0198c0de-0000-7000-8000-000000000004', '2026-11-23T09:00:00.0000000Z', 'Maria', 'MARIA', 'maria@example.com', 'MARIA@EXAMPLE.COM', 0, 'AQAAAAIAAYagAAAAEHash', 'STAMP', 'a8e3a1f5-0000-4000-8000-000000000001', '5550100', 1, 1, '2026-11-23T10:30:00.1234567Z', 1, 7
);

INSERT INTO videos (
    id, title, title_key, description, status, original_filename, duration_seconds, file_size_bytes, stored_bytes, qualities, source_sha256, source_summary, warning, created_at, updated_at, original_bytes, camera, chapters, place, recorded, recorded_on, file_tags, checked_at, damage, encoding_version, original_note, approximate_date, country, file_date, is_favourite, is_private, timeline, town, trashed_at, filmed_day, search_row, is_watched, notes, dismissed_warning
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', 'Strand bei Ærø', 'strand bei ærø', 'It''s "quoted".
Second line.', 'ready', 'Strand.MOV', 61.25, 5000000001, 4000000002, '1080p,720p', '0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f', '1920×1080 · 29.97 fps · HEVC HDR · AAC', 'The file ends early.', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', 5000000001, 'Phone 12', '[{"id":"0198c0de-0000-7000-8000-0000000000a1","startSeconds":0,"title":"Arrival"}]', '{"latitude":54.85,"longitude":10.4,"altitude":3.5}', '{"at":"2019-08-01T00:10:00\u002B09:00","offsetKnown":true,"timeKnown":true,"from":"camera"}', '2019-08-01 00:10:00', '[{"name":"artist","value":"Maria"}]', '2026-11-23T10:30:00.1234567Z', '{"since":"2026-11-29T08:00:00+00:00","files":[{"name":"720p_004.ts","kind":"changed"}]}', 1, 'The best stored quality is smaller than the original.', '199X', 'Switzerland', '{"recorded":{"at":"2019-08-01T00:10:00\u002B09:00","offsetKnown":true,"timeKnown":true,"from":"camera"},"approximate":"1998"}', 1, 0, 2019088, 'Zürich', '2026-11-23T10:30:00.1234567Z', NULL, 1, 1, '[{"id":"0198c0de-0000-7000-8000-0000000000b1","atSeconds":3.25,"text":"The cake"}]', NULL
);

INSERT INTO videos (
    id, title, title_key, description, status, original_filename, duration_seconds, file_size_bytes, stored_bytes, qualities, source_sha256, source_summary, warning, created_at, updated_at, original_bytes, camera, chapters, place, recorded, recorded_on, file_tags, checked_at, damage, encoding_version, original_note, approximate_date, country, file_date, is_favourite, is_private, timeline, town, trashed_at, filmed_day, search_row, is_watched, notes, dismissed_warning
) VALUES (
    '0198c0de-0000-7000-8000-000000000002', 'Waiting', 'waiting', NULL, 'pending', 'waiting.mp4', NULL, NULL, NULL, '', NULL, NULL, NULL, '2026-11-23T09:00:00.0000000Z', '2026-11-23T09:00:00.0000000Z', NULL, NULL, '', NULL, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, '', NULL
);

INSERT INTO videos (
    id, title, title_key, description, status, original_filename, duration_seconds, file_size_bytes, stored_bytes, qualities, source_sha256, source_summary, warning, created_at, updated_at, original_bytes, camera, chapters, place, recorded, recorded_on, file_tags, checked_at, damage, encoding_version, original_note, approximate_date, country, file_date, is_favourite, is_private, timeline, town, trashed_at, filmed_day, search_row, is_watched, notes, dismissed_warning
) VALUES (
    '0198c0de-0000-7000-8000-000000000003', 'Failed', 'failed', NULL, 'failed', 'failed.mkv', NULL, NULL, NULL, '', NULL, NULL, NULL, '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', NULL, NULL, '[]', NULL, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, '', 'A second video track was left out.'
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

INSERT INTO access_tokens (
    id, video_id, token_hash, description, expires_at, created_at, last_used_at, address_marks, bytes_sent, max_viewers, plays, token_sealed
) VALUES (
    '0198c0de-0000-7000-8000-000000000021', '0198c0de-0000-7000-8000-000000000001', 'sha256:c177683e1d0102dbad8092d8ea2338a145001675621a97c1a8c06ce0d3dfc3a1', 'Living Room TV', '2027-01-01T00:00:00.0000000Z', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', X'01020304', 123456789012, 2, 41, X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B'
);

INSERT INTO access_tokens (
    id, video_id, token_hash, description, expires_at, created_at, last_used_at, address_marks, bytes_sent, max_viewers, plays, token_sealed
) VALUES (
    '0198c0de-0000-7000-8000-000000000022', '0198c0de-0000-7000-8000-000000000001', 'sha256:5ba25c7744eb1d869588eb0a809229eff8fd62855f1c29c2f1a75f3d0f21839e', NULL, NULL, '2026-11-23T09:00:00.0000000Z', NULL, X'', 0, NULL, 0, NULL
);

INSERT INTO encoding_jobs (
    id, video_id, status, attempts, max_attempts, interruptions, error_message, error_exit_code, error_log, next_attempt_at, lease_token, heartbeat_at, progress, stage, started_at, completed_at, created_at, chunk_count, chunks_done, error_cause, needed_bytes, note, only_in_off_hours, priority, queued_at, expected_bytes
) VALUES (
    '0198c0de-0000-7000-8000-000000000011', '0198c0de-0000-7000-8000-000000000002', 'queued', 1, 3, 2, 'FFmpeg was killed.', 137, 'ffmpeg -i source
Killed', '2026-11-23T10:30:00.1234567Z', NULL, NULL, 0.4, 'Video 1080p, 720p, 480p', '2026-11-23T09:00:00.0000000Z', NULL, '2026-11-23T09:00:00.0000000Z', 9, 3, 'killed', 700000000, 'Repackaged without quality loss', 1, 'now', '2026-11-23T09:00:00.0000000Z', 800000000
);

INSERT INTO encoding_jobs (
    id, video_id, status, attempts, max_attempts, interruptions, error_message, error_exit_code, error_log, next_attempt_at, lease_token, heartbeat_at, progress, stage, started_at, completed_at, created_at, chunk_count, chunks_done, error_cause, needed_bytes, note, only_in_off_hours, priority, queued_at, expected_bytes
) VALUES (
    '0198c0de-0000-7000-8000-000000000012', '0198c0de-0000-7000-8000-000000000003', 'failed', 3, 3, 0, NULL, NULL, NULL, NULL, '0198c0de-0000-4000-8000-000000000099', '2026-11-23T10:30:00.1234567Z', 0.0, NULL, NULL, '2026-11-23T10:30:00.1234567Z', '2026-11-23T09:00:00.0000000Z', 0, 0, NULL, NULL, NULL, 0, 'idle', '2026-11-23T10:30:00.1234567Z', NULL
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

INSERT INTO trash (
    id, days
) VALUES (
    1, 90
);

INSERT INTO history (
    id, enabled
) VALUES (
    1, 0
);

INSERT INTO playback_positions (
    video_id, seconds, reached_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', 12.5, '2026-11-23T10:30:00.1234567Z'
);

INSERT INTO plays (
    id, video_id, started_at, last_at, played_seconds, position_seconds, is_complete
) VALUES (
    1, '0198c0de-0000-7000-8000-000000000001', '2026-11-23T10:29:00.0000000Z', '2026-11-23T10:30:00.1234567Z', 58.25, 12.5, 0
);

INSERT INTO originals (
    id, policy
) VALUES (
    1, 'keep'
);

INSERT INTO link_previews (
    id, enabled
) VALUES (
    1, 0
);

INSERT INTO background_settings (
    id, is_paused
) VALUES (
    1, 1
);

INSERT INTO background_sweeps (
    kind, enqueued_at
) VALUES (
    'manifest', '2026-11-23T09:00:00.0000000Z'
);

INSERT INTO background_tasks (
    kind, video_id, status, attempts, queued_at, next_attempt_at, reason, revision
) VALUES (
    'manifest', '0198c0de-0000-7000-8000-000000000001', 'failed', 3, '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z', 'A file can''t be read.', 2
);

INSERT INTO sent_segments (
    video_id, name, sent_at, checked_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', '720p_004.ts', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z'
);

INSERT INTO sessions (
    id, user_id, secret_hash, stamp, device, address, created_at, last_seen_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000041', '0198c0de-0000-7000-8000-000000000004', 'sha256:abababababababababababababababababababababababababababababababab', 'STAMP', 'Firefox on Linux', '192.0.2.x', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z'
);

INSERT INTO albums (
    id, title, title_key, description, parent_id, cover_id, "order", query, created_at, updated_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000051', 'Tapes', 'tapes', 'All tapes', NULL, '0198c0de-0000-7000-8000-000000000001', 'manual', NULL, '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z'
);

INSERT INTO albums (
    id, title, title_key, description, parent_id, cover_id, "order", query, created_at, updated_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000052', 'Grandma', 'grandma', NULL, '0198c0de-0000-7000-8000-000000000051', NULL, 'date', 'person:Oma', '2026-11-23T09:00:00.0000000Z', '2026-11-23T10:30:00.1234567Z'
);

INSERT INTO search_documents (
    id, video_id, version, title, description, people, tags, albums, file_name, camera, place, date
) VALUES (
    1, '0198c0de-0000-7000-8000-000000000001', 1, 'beach', '', 'oma', 'weihnachten', 'tapes', 'b mp4', '', 'zurich switzerland', '1990s'
);

INSERT INTO search_passages (
    id, video_id, kind, start_seconds, text, folded
) VALUES (
    1, '0198c0de-0000-7000-8000-000000000001', 'chapter', 2.5, 'Café', 'cafe'
);

INSERT INTO similar_videos (
    first_id, second_id, state, found_at
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002', 'linked', '2026-11-23T09:00:00.0000000Z'
);

INSERT INTO tags (
    id, kind, name, key, face
) VALUES (
    1, 'tag', 'Weihnachten', 'weihnachten', NULL
);

INSERT INTO tags (
    id, kind, name, key, face
) VALUES (
    2, 'person', 'Oma', 'oma', '{"video":{"value":"0198c0de-0000-7000-8000-000000000001"},"atSeconds":1.5,"left":0.25,"top":0.1,"size":0.5}'
);

INSERT INTO video_fingerprints (
    video_id, version, hashes
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', 1, X'0102030405060708'
);

INSERT INTO album_videos (
    album_id, video_id, position
) VALUES (
    '0198c0de-0000-7000-8000-000000000051', '0198c0de-0000-7000-8000-000000000001', 3
);

INSERT INTO video_tags (
    video_id, tag_id
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', 1
);

INSERT INTO video_tags (
    video_id, tag_id
) VALUES (
    '0198c0de-0000-7000-8000-000000000001', 2
);

INSERT INTO search_index (
    rowid, title, people, tags, albums, file_name, place, date
) VALUES (
    1, 'beach', 'oma', 'weihnachten', 'tapes', 'b mp4', 'zurich switzerland', '1990s'
);

INSERT INTO search_substrings (
    rowid, text
) VALUES (
    1, 'beach oma weihnachten tapes b mp4 zurich switzerland'
);

INSERT INTO passage_index (
    rowid, text
) VALUES (
    1, 'cafe'
);
