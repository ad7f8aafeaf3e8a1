using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Similarity;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Similarity;

/// <summary>Lists the videos that the user linked to a video. Shows nothing if there are none.</summary>
public sealed partial class OtherVersions : LiveComponent
{
    private VideoId _shown;
    private IReadOnlyList<Video> _versions = [];

    /// <summary>The video.</summary>
    [Parameter, EditorRequired]
    public required VideoId Video { get; set; }

    [Inject]
    private SimilarPairs Pairs { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override void OnInitialized()
    {
        Subscribe<OrganizationChange>(_ => Invalidate());
        Subscribe<LibraryChange>(OnLibraryChanged);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Video != _shown)
        {
            _shown = Video;
            await ReadAsync();
        }
    }

    private void OnLibraryChanged(LibraryChange change)
    {
        if (change.Video == _shown || _versions.Any(version => version.Id == change.Video))
        {
            Invalidate();
        }
    }

    protected override async Task ReadAsync() =>
        _versions = await Pairs.OtherVersionsAsync(_shown, await Viewer.SeesPrivateAsync(), DisposalToken);

    private static string Facts(Video video)
    {
        List<string> facts = [];
        if (video.DurationSeconds is { } seconds)
        {
            facts.Add(Readable.Length(seconds));
        }

        if (video.SourceSummary is { } summary)
        {
            facts.Add(summary);
        }

        return string.Join(" · ", facts);
    }
}
