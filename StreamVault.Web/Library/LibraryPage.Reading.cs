using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Search;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Web.Library;

/// <summary>Reading what the page shows.</summary>
public sealed partial class LibraryPage
{
    private readonly Dictionary<VideoId, double> _progress = [];
    private IReadOnlyList<LibraryGroup> _groups = [];
    private IReadOnlyList<LibraryBlock> _blocks = [];
    private IReadOnlyList<SuggestedRow> _rows = [];
    private SearchExplanation _explanation = SearchExplanation.None;

    // The view in which a video matched outside its title. From then on, all its cards reserve space for matches.
    private LibraryView? _viewWithMatches;
    private IReadOnlyList<BlockingTerm> _blockingTerms = [];
    private FilterCounts _counts = FilterCounts.None;
    private int? _total;

    // The loaded videos, and the position of the first one in the whole list.
    private IReadOnlyList<Video> _window = [];
    private int _windowStart;

    // The first videos of the list, which stay known while the page is scrolled.
    private IReadOnlyList<Video> _top = [];

    // What the browser asked for.
    private int _first;
    private int _count = FirstWindow;

    protected override async Task ReadAsync()
    {
        var (view, first, count) = (View, _first, _count);
        var query = await QueryAsync(view, first, count);
        var (counts, timeline, total, (window, explanation)) = await Videos.OverviewAsync(query, DisposalToken);
        var groups = view.ByRecording ? LibraryGroup.ByDate(timeline) : LibraryGroup.Whole(total);
        var blockingTerms = total == 0 ? await Videos.BlockingTermsAsync(query, DisposalToken) : [];
        var top = first == 0 ? window : _top;
        var rows =
            view.Filters || total == 0
                ? []
                : SuggestedRow.Of(await Videos.RowsAsync(query.WithPrivate, DisposalToken), view, total, top);
        if (counts.Preparing > 0)
        {
            await ReadProgressAsync();
        }

        if (view != View)
        {
            return;
        }

        // The grid or its scrubber is rendered for the first time.
        _attachAgain |= _total is null or 0 || _groups.Count > 1 != groups.Count > 1;
        (_counts, _groups, _total, _rows, _top) = (counts, groups, total, rows, top);
        _blocks = LibraryBlock.Of(groups, view.AsList);
        if (!RendererInfo.IsInteractive)
        {
            _blocks = [.. _blocks.TakeWhile(block => block.Start < count)];
            _rows = [.. rows.Select(row => row with { Videos = [.. row.Videos.Take(FirstResponseOfRow)] })];
        }

        _blockingTerms = blockingTerms;
        if ((first, count) == (_first, _count))
        {
            ShowWindow(view, window, first, explanation);
        }
    }

    private async Task ReadWindowAsync()
    {
        var (view, first, count) = (View, _first, _count);
        var query = await QueryAsync(view, first, count);
        var (window, explanation) = await Videos.WindowAsync(query, DisposalToken);
        if ((view, first, count) == (View, _first, _count))
        {
            ShowWindow(view, window, first, explanation);
        }
    }

    private void ShowWindow(LibraryView view, IReadOnlyList<Video> window, int first, SearchExplanation explanation)
    {
        (_window, _windowStart, _explanation) = (window, first, explanation);
        _viewWithMatches = explanation.Matches.Count > 0 ? view : _viewWithMatches;
    }

    private async Task<VideoQuery> QueryAsync(LibraryView view, int first, int count) =>
        view.ToQuery(first, count) with
        {
            WithPrivate = await Viewer.SeesPrivateAsync(),
        };

    private async Task ReadProgressAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var running = await Jobs.ListAsync(JobStatus.Processing, FirstWindow, withPrivate, DisposalToken);
        foreach (var job in running.Jobs.Select(listing => listing.Job))
        {
            _progress[job.VideoId] = Running.Latest(job.Id)?.Fraction ?? job.Progress;
        }
    }

    private double? ProgressOf(Video video) => _progress.TryGetValue(video.Id, out var done) ? done : null;
}
