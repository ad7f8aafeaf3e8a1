using StreamVault.Core.Entities;

namespace StreamVault.Web.Tags;

/// <summary>Addresses of the library that show the videos of a tag or person.</summary>
internal static class TagSearch
{
    public static string Url(TagKind kind, string name)
    {
        var field = kind == TagKind.Tag ? "tag" : "person";
        return StreamVaultUrls.Search($"{field}:\"{name.Replace("\"", "", StringComparison.Ordinal)}\"").FromBase();
    }
}
