using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Persistence;

/// <summary>This version opens a vault that was filled by an earlier version.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Created = "2026-11-23T09:00:00.0000000Z";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jobs_of_the_first_version_keep_their_place_in_the_queue()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261123094020_Initial");
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'pending', 'b.mp4', '', {Created}, {Created});
            INSERT INTO encoding_jobs (id, video_id, status, attempts, max_attempts, interruptions, progress, created_at)
            VALUES ('0198c0de-0000-7000-8000-000000000002', '0198c0de-0000-7000-8000-000000000001', 'queued', 0, 3, 0, 0, {Created});
            """
        );

        await database.Database.MigrateAsync();

        var job = await database.EncodingJobs.SingleAsync();
        (job.Priority, job.OnlyInOffHours, job.QueuedAt, job.ErrorCause)
            .Should()
            .Be((JobPriority.Normal, false, job.CreatedAt, null));
        (await database.EncodingSchedules.AnyAsync()).Should().BeFalse("nothing has been changed yet");
    }

    [Fact]
    public async Task Every_migration_is_one_transaction()
    {
        await using var database = Open();

        var script = database.GetService<IMigrator>().GenerateScript();

        script.Should().NotContain("PRAGMA foreign_keys", "what needs that is done outside of a transaction");
    }

    [Fact]
    public async Task Links_of_an_earlier_version_keep_working_without_a_limit()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261123125148_JobControl");
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'ready', 'b.mp4', '720p', {Created}, {Created});
            INSERT INTO access_tokens (id, video_id, token, created_at, last_used_at)
            VALUES ('0198c0de-0000-7000-8000-000000000003', '0198c0de-0000-7000-8000-000000000001', 'secret', {Created}, {Created});
            """
        );

        await database.Database.MigrateAsync();
        await HashTokensAsync();

        var token = await database.AccessTokens.SingleAsync();
        token.TokenHash.Should().Be(SecretHash.Of("secret"));
        (token.MaxViewers, token.Plays, token.Addresses, token.BytesSent).Should().Be((null, 0, 0, 0));
        token.LastUsedAt.Should().Be(token.CreatedAt);
    }

    [Fact]
    public async Task A_vault_of_an_earlier_version_accepts_resumable_uploads()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261123195848_TokenUse");

        await database.Database.MigrateAsync();

        (await database.ResumableUploads.AnyAsync()).Should().BeFalse();
        (await database.UploadRanges.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Uploads_of_an_earlier_version_continue_and_no_original_counts_as_kept()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261123233028_ResumableUploads");
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'ready', 'b.mp4', '720p', {Created}, {Created});
            INSERT INTO users (id, username, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, created_at)
            VALUES ('0198c0de-0000-7000-8000-000000000004', 'me', 0, 0, 0, 0, 0, {Created});
            INSERT INTO uploads (id, user_id, filename, length, created_at, expires_at)
            VALUES ('0198c0de-0000-7000-8000-000000000005', '0198c0de-0000-7000-8000-000000000004', 'b.mp4', 9, {Created}, {Created});
            """
        );

        await database.Database.MigrateAsync();

        var upload = await database.ResumableUploads.SingleAsync();
        (upload.AllowDuplicate, upload.DuplicateOf).Should().Be((false, null));
        (await database.Videos.SingleAsync()).OriginalBytes.Should().BeNull();
        (await database.OriginalsChoices.AnyAsync()).Should().BeFalse("the user has not chosen yet");
    }

    [Fact]
    public async Task Recording_dates_of_an_earlier_version_are_in_the_month_of_the_place()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261124035718_RecordingFacts");
        await database.Database.ExecuteSqlAsync(
            $$"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at, recorded, recorded_at)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'ready', 'b.mp4', '720p', {{Created}}, {{Created}},
                    '{"at":"2019-08-01T00:10:00\u002B09:00","offsetKnown":true,"timeKnown":true,"from":"camera"}', '2019-07-31T15:10:00.0000000Z');
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            VALUES ('0198c0de-0000-7000-8000-000000000002', 'Undated', 'undated', 'ready', 'u.mp4', '720p', {{Created}}, {{Created}});
            """
        );

        await database.Database.MigrateAsync();

        var videos = await database.Videos.OrderBy(video => video.Title).ToListAsync();
        videos
            .Select(video => video.RecordedOn)
            .Should()
            .Equal(new DateTime(2019, 8, 1, 0, 10, 0, DateTimeKind.Unspecified), null);
        (await database.Videos.CountAsync(video => video.RecordedOn!.Value.Month == 8)).Should().Be(1);
    }

    [Fact]
    public async Task Videos_of_an_earlier_version_have_no_known_damage_and_no_background_tasks()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261125155327_ExpectedBytes");
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at, tags, chapters)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'ready', 'b.mp4', '720p', {Created}, {Created}, '', '');
            """
        );

        await database.Database.MigrateAsync();

        var video = await database.Videos.SingleAsync();
        (video.Damage, video.CheckedAt).Should().Be((null, null));
        (await database.BackgroundTasks.AnyAsync()).Should().BeFalse();
        (await database.SentSegments.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task HDR_videos_of_an_earlier_version_are_known_to_be_too_bright()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261125155327_ExpectedBytes");
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at, source_summary)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'ready', 'b.mp4', '720p', {Created}, {Created}, '1920×1080 · 30 fps · HEVC HDR · AAC'),
                   ('0198c0de-0000-7000-8000-000000000002', 'Lake', 'lake', 'ready', 'l.mp4', '720p', {Created}, {Created}, '1920×1080 · 30 fps · HEVC · AAC');
            """
        );

        await database.Database.MigrateAsync();

        var videos = await database.Videos.OrderBy(video => video.Title).ToListAsync();
        videos.Select(video => video.IsTooBright).Should().Equal(true, false);
        videos.Should().OnlyContain(video => video.EncodingVersion == null && video.OriginalNote == null);
    }

    [Fact]
    public async Task A_vault_of_an_earlier_version_has_no_sessions_yet()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261125155327_ExpectedBytes");

        await database.Database.MigrateAsync();

        (await database.UserSessions.AnyAsync()).Should().BeFalse("everybody signs in again");
    }

    [Fact]
    public async Task Links_of_an_earlier_version_are_previewed_until_the_owner_chooses()
    {
        await using var database = Open();
        await database.GetService<IMigrator>().MigrateAsync("20261125155327_ExpectedBytes");

        await database.Database.MigrateAsync();

        (await database.LinkPreviewChoices.AnyAsync()).Should().BeFalse("the user has not chosen yet");
    }

    [Fact]
    public void Every_change_of_the_model_has_a_migration()
    {
        using var database = Open();

        database.Database.HasPendingModelChanges().Should().BeFalse();
    }

    private async Task HashTokensAsync()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new VaultStorage(_folder.At("data")))
            .AddDbContextFactory<StreamVaultDbContext>(options => options.UseSqlite(ConnectionString))
            .AddAccessTokens();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PlaintextTokenUpgrade>().RemoveAsync(CancellationToken.None);
    }

    private string ConnectionString =>
        new SqliteConnectionStringBuilder { DataSource = _folder.At("old.db"), Pooling = false }.ToString();

    private StreamVaultDbContext Open() =>
        new(new DbContextOptionsBuilder<StreamVaultDbContext>().UseSqlite(ConnectionString).Options);
}
