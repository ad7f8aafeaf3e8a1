using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Imports;

/// <summary>A folder whose files come in by themselves: the section <c>StreamVault:WatchedFolder</c>.</summary>
public sealed class WatchedFolderOptions
{
    /// <summary>What <see cref="Path"/> is when no folder is watched.</summary>
    public const string Off = "off";

    /// <summary>The folder, or <c>off</c>. Default off. Seen from the program's content root unless absolute.</summary>
    [Description("A folder whose videos are moved into the vault, with those in its subfolders, or off.")]
    [Required]
    [RegularExpression("[^\"\\p{Cc}]+", ErrorMessage = "must not hold quotation marks or control characters")]
    public string Path { get; set; } = Off;

    /// <summary>How long size and time of a file must have stayed the same before it is taken. Default 10 s.</summary>
    [Description("How long a file there must not have changed before it is taken.")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnchangedFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the folder is looked at; by looking, since network shares tell nobody of changes. Default 5 s.</summary>
    [Description("How often the folder is looked at.")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
