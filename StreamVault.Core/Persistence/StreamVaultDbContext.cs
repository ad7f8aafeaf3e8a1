using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Tokens;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Persistence;

/// <summary>The database: one SQLite file. Use a context for one operation and from one thread only.</summary>
public sealed class StreamVaultDbContext(DbContextOptions<StreamVaultDbContext> options)
    : IdentityUserContext<VaultUser, Guid>(options)
{
    /// <summary>All videos.</summary>
    public DbSet<Video> Videos => Set<Video>();

    /// <summary>The work queue and its history.</summary>
    public DbSet<EncodingJob> EncodingJobs => Set<EncodingJob>();

    /// <summary>The settings for all jobs: one row, or none until they are changed.</summary>
    public DbSet<EncodingSchedule> EncodingSchedules => Set<EncodingSchedule>();

    /// <summary>What happens to originals: one row, or none until the owner chooses.</summary>
    public DbSet<OriginalsChoice> OriginalsChoices => Set<OriginalsChoice>();

    /// <summary>When videos in the trash are deleted: one row, or none until the owner chooses.</summary>
    public DbSet<TrashChoice> TrashChoices => Set<TrashChoice>();

    /// <summary>Where the owner stopped watching videos.</summary>
    public DbSet<PlaybackPosition> PlaybackPositions => Set<PlaybackPosition>();

    /// <summary>The history of plays.</summary>
    public DbSet<Play> Plays => Set<Play>();

    /// <summary>Whether the history is kept: one row, or none until the owner chooses.</summary>
    public DbSet<HistoryChoice> HistoryChoices => Set<HistoryChoice>();

    /// <summary>Access tokens of shared links.</summary>
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    /// <summary>Sessions of signed-in devices.</summary>
    public DbSet<UserSession> UserSessions => Set<UserSession>();

    /// <summary>Whether apps may preview links: one row, or none until the owner chooses.</summary>
    public DbSet<LinkPreviewChoice> LinkPreviewChoices => Set<LinkPreviewChoice>();

    /// <summary>Resumable uploads.</summary>
    public DbSet<ResumableUpload> ResumableUploads => Set<ResumableUpload>();

    /// <summary>Byte ranges of resumable uploads that were received.</summary>
    public DbSet<UploadRange> UploadRanges => Set<UploadRange>();

    /// <summary>Tasks for existing videos that run while the server is idle.</summary>
    public DbSet<BackgroundTask> BackgroundTasks => Set<BackgroundTask>();

    /// <summary>Whether background tasks are paused: one row, or none until it is changed.</summary>
    public DbSet<BackgroundSettings> BackgroundSettings => Set<BackgroundSettings>();

    /// <summary>The kinds of background tasks that were enqueued for all videos.</summary>
    public DbSet<BackgroundSweep> BackgroundSweeps => Set<BackgroundSweep>();

    /// <summary>Segments that players fetched. Each is checked at most once a day.</summary>
    public DbSet<SentSegment> SentSegments => Set<SentSegment>();

    /// <summary>Tags and people.</summary>
    public DbSet<Tag> Tags => Set<Tag>();

    /// <summary>The tags and people of videos.</summary>
    public DbSet<VideoTag> VideoTags => Set<VideoTag>();

    /// <summary>Albums.</summary>
    public DbSet<Album> Albums => Set<Album>();

    /// <summary>The videos in albums.</summary>
    public DbSet<AlbumVideo> AlbumVideos => Set<AlbumVideo>();

    /// <summary>Pairs of videos that seem to show the same moment.</summary>
    public DbSet<SimilarVideos> SimilarVideos => Set<SimilarVideos>();

    /// <summary>Hashes of frames.</summary>
    public DbSet<VideoFingerprint> VideoFingerprints => Set<VideoFingerprint>();

    /// <summary>The searchable texts of videos.</summary>
    public DbSet<SearchDocument> SearchDocuments => Set<SearchDocument>();

    /// <summary>The searchable texts of moments.</summary>
    public DbSet<SearchPassage> SearchPassages => Set<SearchPassage>();

    /// <summary>Saves all changes, and the full-text index with them.</summary>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        var changes = SearchChanges.Of(ChangeTracker);
        if (changes.IsEmpty)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var own = Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken)
            : null;
        await changes.PrepareAsync(this, cancellationToken);
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await changes.WriteAsync(this, cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }

        return written;
    }

    /// <summary>Not supported: the full-text index is written asynchronously.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync.");

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<LowerCaseUuid>();
        configurationBuilder.Properties<VideoId>().HaveConversion<VideoIdUuid>();
        configurationBuilder.Properties<AlbumId>().HaveConversion<AlbumIdUuid>();
        configurationBuilder.Properties<JobId>().HaveConversion<JobIdUuid>();
        configurationBuilder.Properties<SecretHash>().HaveConversion<SecretHashText>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>();
        configurationBuilder.Properties<TimeOnly>().HaveConversion<HourAndMinute>();
        configurationBuilder.Properties<VideoStatus>().HaveConversion<SnakeCaseName<VideoStatus>>();
        configurationBuilder.Properties<JobStatus>().HaveConversion<SnakeCaseName<JobStatus>>();
        configurationBuilder.Properties<JobPriority>().HaveConversion<SnakeCaseName<JobPriority>>();
        configurationBuilder.Properties<OriginalsPolicy>().HaveConversion<SnakeCaseName<OriginalsPolicy>>();
        configurationBuilder.Properties<TagKind>().HaveConversion<SnakeCaseName<TagKind>>();
        configurationBuilder.Properties<AlbumOrder>().HaveConversion<SnakeCaseName<AlbumOrder>>();
        configurationBuilder.Properties<PassageKind>().HaveConversion<SnakeCaseName<PassageKind>>();
        configurationBuilder.Properties<SimilarVideosState>().HaveConversion<SnakeCaseName<SimilarVideosState>>();
        configurationBuilder.Properties<BackgroundStatus>().HaveConversion<SnakeCaseName<BackgroundStatus>>();
        configurationBuilder.Properties<FailureCause>().HaveConversion<SnakeCaseName<FailureCause>>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StreamVaultDbContext).Assembly);
        SnakeCase.Apply(builder.Model);
    }
}
