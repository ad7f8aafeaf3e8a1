using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Uploads;

/// <summary>Limits of uploads and imports: the section <c>StreamVault:Uploads</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>The largest accepted file, in bytes. Default 64 GiB.</summary>
    [Description("The maximum size of an upload, in bytes.")]
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 64L << 30;

    /// <summary>Disk space that uploads leave free for encoding and the system, in bytes. Default 1 GiB.</summary>
    [Description("Disk space that uploads leave free, in bytes.")]
    [Range(0, long.MaxValue)]
    public long ReserveBytes { get; set; } = 1L << 30;

    /// <summary>How long an unfinished upload is kept after its last byte. Default 7 days.</summary>
    [Description("How long an unfinished upload is kept after it last received data.")]
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepUnfinished { get; set; } = TimeSpan.FromDays(7);
}
