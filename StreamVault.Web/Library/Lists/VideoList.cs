using System.Collections.Specialized;
using System.Globalization;
using System.Security.Cryptography;
using System.Web;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Web.Library.Lists;

/// <summary>
/// The list that a video was opened from, which decides what comes before and after it. It is in the URL of the video.
/// </summary>
public sealed record VideoList
{
    private const string AlbumKey = "album";
    private const string FromKey = "from";
    private const string FromLibrary = "library";
    private const string ShuffleKey = "shuffle";

    private VideoList() { }

    /// <summary>The album; null for the library.</summary>
    public AlbumId? Album { get; private init; }

    /// <summary>The search, filters and order of the library. Not used for an album.</summary>
    public LibraryView View { get; private init; } = new();

    /// <summary>Determines a random order, which stays the same when videos are added or removed; null for the list's own.</summary>
    public uint? Shuffle { get; private init; }

    /// <summary>The page that shows the list.</summary>
    public string Url => Album is { } album ? StreamVaultUrls.Album(album).FromBase() : View.ToUrl();

    /// <summary>The videos of an album, in its order.</summary>
    public static VideoList Of(AlbumId album) => new() { Album = album };

    /// <summary>The videos of the library, with a search, filters and an order.</summary>
    public static VideoList Of(LibraryView view) => new() { View = view with { AsList = false } };

    /// <summary>Reads the query parameters of a video's page. Returns null if it wasn't opened from a list.</summary>
    public static VideoList? Parse(NameValueCollection query)
    {
        uint? shuffle = uint.TryParse(query[ShuffleKey], CultureInfo.InvariantCulture, out var seed) ? seed : null;
        return AlbumId.TryParse(query[AlbumKey], null, out var album) ? Of(album) with { Shuffle = shuffle }
            : query[FromKey] == FromLibrary ? Of(LibraryView.Parse(query)) with { Shuffle = shuffle }
            : null;
    }

    /// <inheritdoc cref="Parse(NameValueCollection)" />
    public static VideoList? Parse(Uri page) => Parse(HttpUtility.ParseQueryString(page.Query));

    /// <summary>The same videos in a new random order.</summary>
    public VideoList Shuffled() => this with { Shuffle = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)) };

    /// <summary>The page of a video in this list.</summary>
    public string Watch(VideoId video) => $"{StreamVaultUrls.Watch(video)}?{Query}";

    /// <summary>The page of a video in this list, at a moment.</summary>
    public string WatchAt(VideoId video, double seconds) => $"{StreamVaultUrls.WatchAt(video, seconds)}&{Query}";

    private string Query =>
        string.Join(
            '&',
            [
                Album is { } album ? $"{AlbumKey}={album}" : $"{FromKey}={FromLibrary}",
                .. Album is null && View.ToUrl().Split('?') is [_, var filters] ? (string[])[filters] : [],
                .. Shuffle is { } seed ? (string[])[$"{ShuffleKey}={seed}"] : [],
            ]
        );

    /// <summary>Gets the ids of the ready videos, in order. Empty if the album doesn't exist.</summary>
    /// <param name="videos">The library.</param>
    /// <param name="albums">The albums.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<VideoId>> ListIdsAsync(
        VideoLibrary videos,
        AlbumLibrary albums,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var ids = Album is { } album
            ? await albums.ListReadyIdsAsync(album, withPrivate, cancellationToken)
            : await videos.ListIdsAsync(
                View.ToQuery(0, int.MaxValue) with
                {
                    Status = VideoStatus.Ready,
                    WithPrivate = withPrivate,
                },
                cancellationToken
            );
        return Shuffle is { } seed ? [.. ids.OrderBy(id => Place(id, seed), StringComparer.Ordinal)] : ids;
    }

    // Independent of the other videos of the list. The seed identifies one shuffled order.
    private static string Place(VideoId id, uint seed) =>
        Convert.ToHexString(SHA256.HashData([.. id.Value.ToByteArray(), .. BitConverter.GetBytes(seed)]));
}
