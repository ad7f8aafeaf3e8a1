using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;

namespace StreamVault.Web.Integrity;

/// <summary>Shows the state of a ready video's stored files, and checks them on demand.</summary>
public sealed partial class StoredFilesCheck : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private VideoId _shown;
    private DateTimeOffset? _madeLater;
    private bool _checking;
    private string? _result;

    /// <summary>The video, which must be ready.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    [Inject]
    private VideoCheck Check { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (_shown != Video.Id)
        {
            (_shown, _result) = (Video.Id, null);
            _madeLater = Check.UnknownBefore(Video.Id);
        }
    }

    private async Task CheckAsync()
    {
        (_checking, _result) = (true, null);
        try
        {
            // The page is notified and reads the video again.
            var (video, disposed) = (Video.Id, _disposal.Token);
            var outcome = await Task.Run(() => Check.FullAsync(video, null, disposed), disposed);
            _result = outcome == CheckOutcome.Checked ? "All files were read." : "This video is not ready.";
            _madeLater = Check.UnknownBefore(video);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            return;
        }
        catch (IOException e)
        {
            _result = $"A file can't be read: {e.Message}";
        }
        finally
        {
            _checking = false;
        }
    }

    /// <summary>Stops the check when the page is closed.</summary>
    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }
}
