using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Uploads;

/// <summary>What may come in: the section <c>StreamVault:Uploads</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>The largest file that is taken, in bytes. Default 64 GiB.</summary>
    [Description("The largest file that is taken, in bytes.")]
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 64L << 30;

    /// <summary>Room that uploads leave free on the disk, in bytes, for encoding and for the system. Default 1 GiB.</summary>
    [Description("Room that uploads leave free on the disk, in bytes.")]
    [Range(0, long.MaxValue)]
    public long ReserveBytes { get; set; } = 1L << 30;

    /// <summary>How long an upload that does not go on is kept after its last byte. Default 7 days.</summary>
    [Description("How long an upload that does not go on is kept after its last byte.")]
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepUnfinished { get; set; } = TimeSpan.FromDays(7);
}
