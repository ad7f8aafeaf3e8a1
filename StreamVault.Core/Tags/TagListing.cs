using StreamVault.Core.Entities;

namespace StreamVault.Core.Tags;

/// <summary>A tag or person in a list.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Videos">The number of its videos that the viewer may see.</param>
public sealed record TagListing(Tag Tag, int Videos);

/// <summary>Published when tags or people are renamed, merged, deleted or get another face.</summary>
public sealed record TagsChange;

/// <summary>The outcome of renaming a tag.</summary>
public abstract record TagRenameOutcome
{
    private TagRenameOutcome() { }

    /// <summary>It has the new name.</summary>
    public sealed record Renamed(Tag Tag) : TagRenameOutcome;

    /// <summary>Another tag has this name. The two can be merged.</summary>
    /// <param name="Other">That tag.</param>
    public sealed record NameTaken(Tag Other) : TagRenameOutcome;

    /// <summary>The tag doesn't exist.</summary>
    public sealed record NotFound : TagRenameOutcome;
}

/// <summary>The outcome of choosing a face.</summary>
public enum FaceOutcome
{
    /// <summary>The request succeeded. A face that the viewer can't see is not removed.</summary>
    Saved,

    /// <summary>The person doesn't exist.</summary>
    NoSuchPerson,

    /// <summary>The video of the face doesn't exist.</summary>
    NoSuchVideo,
}
