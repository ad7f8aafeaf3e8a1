using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Imports;

/// <summary>A folder whose videos are imported automatically: the section <c>StreamVault:WatchedFolder</c>.</summary>
public sealed class WatchedFolderOptions
{
    /// <summary>The value of <see cref="Path"/> when no folder is watched.</summary>
    public const string Off = "off";

    /// <summary>The folder, or <c>off</c>. Default off. Relative to the content root unless absolute.</summary>
    [Description("The folder from which videos are moved into the vault, including subfolders; or off.")]
    [Required]
    [RegularExpression("[^\"\\p{Cc}]+", ErrorMessage = "must not contain quotation marks or control characters")]
    public string Path { get; set; } = Off;

    /// <summary>Whether videos in subfolders are added to albums named after these folders. Default false.</summary>
    [Description("Whether videos in subfolders are added to albums named after these folders.")]
    public bool Albums { get; set; }

    /// <summary>
    /// How long a file must not have changed before it is imported. Default 10 s. Six times as long if the system can't tell
    /// whether a program has it open for writing, as on network shares.
    /// </summary>
    [Description(
        "How long a file must be unchanged before it is imported; six times as long on network shares and on systems that "
            + "can't tell whether a program is still writing it."
    )]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnchangedFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the folder is polled. Polling also works on network shares, which send no notifications. Default 5 s.</summary>
    [Description("How often the folder is polled.")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
