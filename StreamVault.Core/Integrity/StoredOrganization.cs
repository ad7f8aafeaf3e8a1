using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>An album in <c>library.json</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">Its description, if any.</param>
/// <param name="Parent">The album that contains it; null at the top level.</param>
/// <param name="Cover">The video whose poster is its cover, if one was chosen.</param>
/// <param name="Order">The order of its videos.</param>
/// <param name="Query">The search of a smart album; null for a normal album.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Videos">Its videos in the manual order.</param>
internal sealed record StoredAlbum(
    Guid Id,
    string Title,
    string? Description,
    Guid? Parent,
    Guid? Cover,
    AlbumOrder Order,
    string? Query,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Guid> Videos
);

/// <summary>A person in <c>library.json</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Face">Where the picture of the face comes from, if one was chosen.</param>
internal sealed record StoredPerson(string Name, StoredFace? Face);

/// <inheritdoc cref="Entities.Face" />
internal sealed record StoredFace(Guid Video, double AtSeconds, double Left, double Top, double Size);

/// <summary>A decision about two similar videos in <c>library.json</c>.</summary>
internal sealed record StoredPair(Guid First, Guid Second, SimilarVideosState State, DateTimeOffset FoundAt);

/// <summary>
/// The content of <c>library.json</c>: what the user organized, except what belongs to a single video. The tags and
/// people of a video are in its sidecar.
/// </summary>
internal sealed record StoredOrganization(
    int Version,
    IReadOnlyList<StoredAlbum>? Albums,
    IReadOnlyList<string>? Tags,
    IReadOnlyList<StoredPerson>? People,
    IReadOnlyList<StoredPair>? SimilarVideos
)
{
    public const int CurrentVersion = 1;

    /// <summary>
    /// Removes the nulls of a damaged or edited file, so that one broken part doesn't invalidate the others.
    /// </summary>
    public StoredOrganization WithoutBrokenParts() =>
        this with
        {
            Albums =
            [
                .. (Albums ?? [])
                    .Where(album => album is { Title: not null })
                    .Select(album => album with { Videos = album.Videos ?? [] }),
            ],
            Tags = [.. (Tags ?? []).OfType<string>()],
            People =
            [
                .. (People ?? [])
                    .Where(person => person is { Name: not null })
                    .Select(person => person with { Face = IsPossible(person.Face) ? person.Face : null }),
            ],
            SimilarVideos = [.. (SimilarVideos ?? []).OfType<StoredPair>()],
        };

    private static bool IsPossible(StoredFace? face) =>
        face
            is {
                AtSeconds: >= 0 and <= VideoSidecar.MaxSeconds,
                Left: >= 0 and <= 1,
                Top: >= 0 and <= 1,
                Size: > 0 and <= 1
            };

    public bool IsEmpty => Albums is null or [] && Tags is null or [] && People is null or [];
}
