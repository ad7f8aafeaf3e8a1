using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StreamVault.Core.Entities;
using StreamVault.Core.Previews;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Watch;

/// <summary>
/// Plays a ready video. On a page without a circuit, the page's script has to attach the player.
/// </summary>
public sealed partial class Player : ComponentBase, IAsyncDisposable
{
    private ElementReference _host;
    private IJSObjectReference? _module;
    private bool _isDisposed;

    /// <summary>The multivariant playlist of a ready video.</summary>
    [Parameter, EditorRequired]
    public required string Source { get; set; }

    /// <summary>The image that is shown before playback starts.</summary>
    [Parameter, EditorRequired]
    public required string Poster { get; set; }

    /// <summary>The title that the system shows with its controls, such as on a lock screen.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The address of the sign-in page for when the session ends; null on pages without a session.</summary>
    [Parameter]
    public string? SignIn { get; set; }

    /// <summary>Where to start, in seconds; null for the beginning.</summary>
    [Parameter]
    public double? Start { get; set; }

    /// <summary>Where the owner stopped, in seconds; null for the beginning. <see cref="Start"/> takes precedence.</summary>
    [Parameter]
    public double? Resume { get; set; }

    /// <summary>The address that saves the position; null on pages for guests.</summary>
    [Parameter]
    public string? Position { get; set; }

    /// <summary>The frames to show above the seek bar; null if there are none yet.</summary>
    [Parameter]
    public SeekPreviews? Previews { get; set; }

    /// <summary>The address of a sheet of <see cref="Previews"/>, by its number.</summary>
    [Parameter]
    public Func<int, string>? Sheet { get; set; }

    /// <summary>The chapters to show on the seek bar, in order.</summary>
    [Parameter]
    public IReadOnlyList<Chapter> Chapters { get; set; } = [];

    private string ChapterList =>
        JsonSerializer.Serialize(
            Chapters.Select(chapter => new { start = chapter.StartSeconds, title = chapter.Title })
        );

    // The options of videojs-sprite-thumbnails.
    private string? PreviewOptions =>
        Previews is { } previews && Sheet is { } sheet
            ? JsonSerializer.Serialize(
                new
                {
                    urlArray = Enumerable.Range(1, previews.SheetCount).Select(sheet),
                    width = previews.Width,
                    height = previews.Height,
                    columns = previews.Columns,
                    rows = previews.Rows,
                    interval = previews.IntervalSeconds,
                }
            )
            : null;

    // A link may contain any number.
    private static string? Seconds(double? at) =>
        at is { } seconds && double.IsFinite(seconds) && seconds > 0
            ? seconds.ToString("0.###", CultureInfo.InvariantCulture)
            : null;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.ImportAsync("js/player/player.js", CancellationToken.None);
            if (_isDisposed)
            {
                await _module.DetachAsync();
                return;
            }

            await _module.InvokeVoidAsync("attach", _host);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _module.DetachAsync();
    }
}
