using System.Globalization;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Web.Dates;

namespace StreamVault.Web.Watch;

/// <summary>A video's technical details: source, qualities, encryption and job.</summary>
public sealed partial class VideoDetails : ComponentBase
{
    private IReadOnlyList<(string Quality, long Bytes)> _qualities = [];

    /// <summary>The video.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    /// <summary>Its latest job; null if the record was deleted.</summary>
    [Parameter]
    public EncodingJob? Job { get; set; }

    [Inject]
    private VaultStorage Storage { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string State =>
        Job!.Status switch
        {
            JobStatus.Queued => "Waiting",
            JobStatus.Processing => "Preparing",
            JobStatus.Paused => "Paused",
            JobStatus.Completed => "Finished",
            _ => "Failed",
        };

    protected override void OnParametersSet()
    {
        if (_qualities.Count != Video.Qualities.Count)
        {
            _qualities = [.. Video.Qualities.Select(quality => (quality, Storage.SizeOfQuality(Video.Id, quality)))];
        }
    }

    private string Rate(long bytes) =>
        Video.DurationSeconds is > 0 and { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $" · {bytes * 8 / seconds / 1e6:0.0} Mbit/s on average")
            : "";
}
