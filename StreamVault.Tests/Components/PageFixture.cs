using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using StreamVault.Core.Accounts;
using StreamVault.Core.Albums;
using StreamVault.Core.Background;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Encoding;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Exports;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Marks;
using StreamVault.Core.Persistence;
using StreamVault.Core.Playback;
using StreamVault.Core.Similarity;
using StreamVault.Core.Storage;
using StreamVault.Core.Tags;
using StreamVault.Core.Tokens;
using StreamVault.Core.Trash;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Jobs;
using Viewer = StreamVault.Web.Accounts.Viewer;

namespace StreamVault.Tests.Components;

/// <summary>Renders pages over a real vault: its own folder, database file and clock, without a browser or a worker.</summary>
public abstract class PageFixture : BunitContext, IAsyncLifetime
{
    protected static readonly CancellationToken Ct = CancellationToken.None;
    private IRenderedComponent<MudDialogProvider>? _dialogs;
    private IRenderedComponent<MudPopoverProvider>? _popovers;
    private readonly TemporaryFolder _folder = new();

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    protected JobQueue Queue => Get<JobQueue>();

    protected EventHub Events => Get<EventHub>();

    public async Task InitializeAsync()
    {
        DefaultWaitTimeout = Until.Soon;
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule(_ => true).Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("grandmother");
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddLogging();
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(new VaultStorage(_folder.At("data")));
        Services.AddSingleton<EventHub>();
        Services.AddJobs();
        Services.AddJobViews();
        Services.AddSingleton<VideoLibrary>();
        Services.AddSingleton<DatePreview>();
        Services.AddSingleton<TagLibrary>();
        Services.AddSingleton<PersonFaces>();
        Services.AddSingleton<AlbumLibrary>();
        Services.AddSingleton<VideoMarks>();
        Services.AddSingleton<BulkEdit>();
        Services.AddSingleton(new SessionLimits(TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
        Services.AddSingleton<UserSessions>();
        Services.AddScoped<Web.Accounts.Viewer>();
        Services.AddAccessTokens();
        Services.AddSingleton<LinkPreviews>();
        Services.AddDatabase();
        Services.AddEncoding();
        Services.AddExports();
        Services.AddBackground();
        Services.AddTrash();
        Services.AddPlayback();
        Services.AddSimilarity();
        // Creates the renderer. No service can be registered after that.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        EmptyDatabase.CopyTo(Services.GetRequiredService<VaultStorage>());
        await Database.MigrateAsync(Services, Ct);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Adds a video with its job, as after an upload; the test can change both.</summary>
    protected async Task<Video> AddVideoAsync(
        string title,
        VideoStatus status = VideoStatus.Pending,
        Action<Video, EncodingJob>? change = null,
        double ageInDays = 0
    )
    {
        var now = Clock.GetUtcNow().AddDays(-ageInDays);
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = title,
            OriginalFilename = "MVI_0001.MOV",
            Status = status,
            Qualities = status == VideoStatus.Ready ? ["720p", "480p"] : [],
            CreatedAt = now,
            UpdatedAt = now,
        };
        var job = EncodingJob.Queue(video.Id, 3, now);
        job.Status = status switch
        {
            VideoStatus.Pending => JobStatus.Queued,
            VideoStatus.Encoding => JobStatus.Processing,
            VideoStatus.Ready => JobStatus.Completed,
            _ => JobStatus.Failed,
        };
        job.StartedAt = job.HeartbeatAt = job.CompletedAt = now;
        change?.Invoke(video, job);
        await using var database = await Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync(Ct);
        database.Videos.Add(video);
        database.EncodingJobs.Add(job);
        await database.SaveChangesAsync(Ct);
        return video;
    }

    protected async Task<EncodingJob> JobOfAsync(Video video) => (await Queue.ListAsync(video.Id, Ct)).Single().Job;

    /// <summary>Reports a job's progress to pages, as the encoder does.</summary>
    protected async Task ReportAsync(Video video, double fraction, int chunksDone = 0, int chunkCount = 0)
    {
        var job = await JobOfAsync(video);
        var left = TimeSpan.FromMinutes(4);
        Events.Publish(
            new JobProgress(job.Id, video.Id, fraction, "Encoding 720p, 480p", 1.8, left, chunksDone, chunkCount)
        );
    }

    /// <summary>
    /// Waits until an element contains a text. Advances the clock, since pages render at most every 250 ms.
    /// </summary>
    /// <param name="page">The rendered page.</param>
    /// <param name="selector">The CSS selector of the element.</param>
    /// <param name="text">The expected text. Default: any.</param>
    protected Task ShowsAsync(IRenderedComponent<IComponent> page, string selector, string text = "") =>
        ShowsAsync(page, () => page.FindAll(selector).Any(element => element.TextContent.Contains(text)));

    /// <inheritdoc cref="ShowsAsync(IRenderedComponent{IComponent}, string, string)" />
    protected Task ShowsAsync(IRenderedComponent<IComponent> page, Func<bool> shown) =>
        Until.TrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(250));
                return shown();
            },
            because: () => $"The page shows: {page.Markup}"
        );

    /// <summary>Renders the provider for dialogs and menus once, since a page under test has no layout.</summary>
    protected IRenderedComponent<MudDialogProvider> RenderDialogs()
    {
        if (_dialogs is null)
        {
            RenderPopovers();
            _dialogs = Render<MudDialogProvider>();
        }

        return _dialogs;
    }

    /// <summary>Renders the provider for open menus once.</summary>
    protected IRenderedComponent<MudPopoverProvider> RenderPopovers() => _popovers ??= Render<MudPopoverProvider>();
}
