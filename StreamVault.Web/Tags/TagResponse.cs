using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;

namespace StreamVault.Web.Tags;

/// <summary>A tag in the HTTP interface.</summary>
/// <param name="Videos">The number of its videos.</param>
internal sealed record TagResponse(int Id, string Name, int Videos)
{
    public static TagResponse Of(TagListing listing) => new(listing.Tag.Id, listing.Tag.Name, listing.Videos);
}

/// <summary>A person in the HTTP interface.</summary>
/// <param name="Videos">The number of videos.</param>
/// <param name="Face">Where the picture of the face comes from; null if none was chosen.</param>
internal sealed record PersonResponse(int Id, string Name, int Videos, FaceResponse? Face)
{
    public static PersonResponse Of(TagListing listing) =>
        new(
            listing.Tag.Id,
            listing.Tag.Name,
            listing.Videos,
            listing.Tag.Face is { } face ? FaceResponse.Of(face) : null
        );
}

/// <summary>A face: a square in a frame of a video.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="AtSeconds">The time in the video.</param>
/// <param name="Left">The left edge, as a fraction of the picture's width.</param>
/// <param name="Top">The top edge, as a fraction of the picture's height.</param>
/// <param name="Size">The length of its sides, as a fraction of the picture's height.</param>
internal sealed record FaceResponse(VideoId VideoId, double AtSeconds, double Left, double Top, double Size)
{
    public static FaceResponse Of(Face face) => new(face.Video, face.AtSeconds, face.Left, face.Top, face.Size);
}

/// <summary>Renames a tag or person.</summary>
internal sealed record RenameTagRequest([property: Required] string? Name);

/// <summary>Merges a tag or person into another one.</summary>
/// <param name="Into">The id of the one that is kept.</param>
internal sealed record MergeTagRequest([property: Required] int? Into);
