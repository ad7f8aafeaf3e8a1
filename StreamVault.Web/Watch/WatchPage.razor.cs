using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Previews;
using StreamVault.Core.Storage;
using StreamVault.Core.Trash;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Library;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Web.Watch;

/// <summary>Plays a video, or shows its progress or failure, with everything that can be done with it.</summary>
public sealed partial class WatchPage : LiveComponent
{
    private VideoId _shown;
    private Video? _video;
    private EncodingJob? _job;
    private JobWait? _wait;
    private JobProgress? _live;
    private SeekPreviews? _previews;
    private DateTimeOffset? _reportedAt;
    private bool _sharing;
    private bool _wasShown;
    private VideoAbsence _absence;
    private VideoList? _list;
    private string _listTitle = "";
    private Video? _previous;
    private Video? _next;
    private bool _neighboursOutdated;

    /// <summary>The video's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Where to start, in seconds; null for the beginning.</summary>
    [SupplyParameterFromQuery(Name = "t")]
    public double? At { get; set; }

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private VaultStorage Storage { get; set; } = default!;

    [Inject]
    private VideoTrash Trash { get; set; } = default!;

    [Inject]
    private BulkEdit Edit { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override void OnInitialized()
    {
        Subscribe<LibraryChange>(OnLibraryChanged);
        Subscribe<JobChange>(_ => OnQueueChanged());
        Subscribe<ScheduleChange>(_ => OnQueueChanged());
        Subscribe<JobProgress>(OnProgress);
        RedrawEvery(TimeSpan.FromSeconds(5));
    }

    protected override async Task OnParametersSetAsync()
    {
        var known = VideoId.TryParse(Id, null, out var id);
        var list = VideoList.Parse(Navigation.ToAbsoluteUri(Navigation.Uri));
        if (id != _shown || list != _list || _video is null)
        {
            (_list, _previous, _next, _neighboursOutdated) = (list, null, null, true);
            (_shown, _video, _job, _wait, _live, _previews) = (id, null, null, null, null, null);
            (_reportedAt, _sharing, _wasShown, _absence) = (null, false, false, VideoAbsence.NotFound);
            if (known)
            {
                await ReadAsync();
            }
            else
            {
                _absence = AbsenceOf(null, await Viewer.SeesPrivateAsync());
            }
        }
    }

    private void OnLibraryChanged(LibraryChange change)
    {
        if (change.Video == _previous?.Id || change.Video == _next?.Id)
        {
            _neighboursOutdated = true;
            Invalidate();
        }

        if (change.Video == _shown)
        {
            Invalidate();
        }
    }

    // What a job is waiting for depends on all other jobs.
    private void OnQueueChanged()
    {
        if (_wait is not null)
        {
            Invalidate();
        }
    }

    private void OnProgress(JobProgress progress)
    {
        if (progress.Video == _shown)
        {
            (_live, _reportedAt) = (progress, Clock.GetUtcNow());
        }
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var video = await Videos.FindAsync(_shown, DisposalToken);
        _absence = AbsenceOf(video, withPrivate);
        video = Videos.Hidden.IsHidden(_shown, withPrivate) ? null : video;
        _wasShown |= video is not null;
        _job = (await Jobs.ListAsync(_shown, DisposalToken)).Select(listing => listing.Job).FirstOrDefault();
        _wait = _job is null ? null : await Jobs.WaitOfAsync(_job, DisposalToken);
        if (_job is not { Status: JobStatus.Processing })
        {
            _live = null;
        }
        else if (_live is null)
        {
            _live = Running.Latest(_job.Id);
            _reportedAt = _job.HeartbeatAt;
        }

        if (_neighboursOutdated && _list is not null && video is not null)
        {
            _neighboursOutdated = false;
            await ReadNeighboursAsync(_list, withPrivate);
        }

        // The player reads them once, when it starts.
        _previews = video is { Status: VideoStatus.Ready } ? _previews ?? SeekPreviews.Read(Storage, video.Id) : null;
        _video = video;
    }

    private async Task ReadNeighboursAsync(VideoList list, bool withPrivate)
    {
        var ids = await list.ListIdsAsync(Videos, Albums, withPrivate, DisposalToken);
        var place = Array.IndexOf([.. ids], _shown);
        _previous = place > 0 ? await Videos.FindAsync(ids[place - 1], DisposalToken) : null;
        _next = place >= 0 && place + 1 < ids.Count ? await Videos.FindAsync(ids[place + 1], DisposalToken) : null;
        _listTitle =
            list.Album is { } id ? (await Albums.FindAsync(id, withPrivate, DisposalToken))?.Title ?? "Albums"
            : list.View.Search.Length > 0 ? $"“{list.View.Search}”"
            : "Library";
    }

    // Only a page that has shown the video may tell that it exists while it is locked.
    private VideoAbsence AbsenceOf(Video? video, bool withPrivate) =>
        video switch
        {
            { TrashedAt: not null } when withPrivate || !video.IsPrivate => VideoAbsence.Trashed,
            _ when !_wasShown => withPrivate ? VideoAbsence.NotFound : VideoAbsence.NotFoundOrPrivate,
            null => VideoAbsence.Deleted,
            _ => VideoAbsence.Private,
        };

    private async Task<string?> DescribeAsync(string? title, string? description)
    {
        if ((LibraryEndpoints.TitleError(title) ?? LibraryEndpoints.DescriptionError(description)) is { } error)
        {
            return error;
        }

        _video = await Videos.DescribeAsync(_shown, title, description, CancellationToken.None) ?? _video;
        return null;
    }

    private async Task DismissWarningAsync()
    {
        await Videos.DismissWarningAsync(_shown, CancellationToken.None);
        await ReadAsync();
    }

    private async Task PrepareAgainAsync()
    {
        var outcome = await Jobs.PrepareAgainAsync(_shown, CancellationToken.None);
        Toasts.Add(
            outcome == JobRequestOutcome.Done
                ? "A new version will be prepared. You can watch this one until it's ready."
                : "This video is already being prepared."
        );
    }

    private async Task ToggleWatchedAsync()
    {
        var watched = _video is { IsWatched: false };
        var outcome = await Edit.ApplyAsync(
            [_shown],
            new VideoChanges { Watched = watched },
            await Viewer.SeesPrivateAsync(),
            CancellationToken.None
        );
        if (outcome is BulkEditOutcome.Done done)
        {
            Toasts.ShowUndo(Edit, watched ? "Marked as watched" : "Marked as not watched", done.Undo);
        }
    }

    private async Task RestoreAsync()
    {
        await Trash.RestoreAsync([_shown], CancellationToken.None);
        await ReadAsync();
    }

    private async Task TrashAsync()
    {
        await TrashToast.MoveAsync(Toasts, Trash, [_shown], _video?.Title);
        Navigation.NavigateTo(StreamVaultUrls.Library.FromBase());
    }
}
