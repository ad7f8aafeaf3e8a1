using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Trash;

/// <summary>The trash: the section <c>StreamVault:Trash</c>.</summary>
public sealed class TrashOptions
{
    /// <summary>How many days a video stays in the trash before it is deleted. Default 30.</summary>
    [Description("How many days a video stays in the trash before it is deleted.")]
    [Range(1, 3650)]
    public int Days { get; set; } = 30;

    /// <summary>When a video that was moved to the trash at a given time is deleted.</summary>
    public DateTimeOffset DeletesAt(DateTimeOffset trashedAt) =>
        trashedAt > DateTimeOffset.MaxValue.AddDays(-Days) ? DateTimeOffset.MaxValue : trashedAt.AddDays(Days);
}
