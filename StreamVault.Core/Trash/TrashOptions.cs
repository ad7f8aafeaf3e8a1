using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Trash;

/// <summary>The trash: the section <c>StreamVault:Trash</c>.</summary>
public sealed class TrashOptions
{
    /// <summary>The maximum number of days.</summary>
    public const int MaxDays = 365;

    /// <summary>
    /// How many days a video stays in the trash before it is deleted, unless the user chose otherwise in Settings. Default
    /// 30.
    /// </summary>
    [Description(
        "How many days a video stays in the trash before it is deleted. A choice in Settings takes precedence."
    )]
    [Range(1, MaxDays)]
    public int Days { get; set; } = 30;
}
