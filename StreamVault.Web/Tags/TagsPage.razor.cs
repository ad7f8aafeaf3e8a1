using StreamVault.Core.Entities;

namespace StreamVault.Web.Tags;

/// <summary>All tags, with their counts.</summary>
public sealed partial class TagsPage : TagListPage
{
    /// <inheritdoc />
    protected override TagKind Kind => TagKind.Tag;
}
