using System.Text;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Streaming;

/// <summary>What a path below <see cref="StreamVaultUrls.ApiVideos"/> asks for, if it looks like something players fetch.</summary>
/// <param name="Video">The video.</param>
/// <param name="Rendition">Of a segment: its rendition; null for all else.</param>
/// <param name="Name">Of a segment: its file; of a playlist: its name without ending; else <c>key</c>. Not checked.</param>
internal readonly record struct DirectAddress(VideoId Video, string? Rendition, string Name)
{
    private const string Before = StreamVaultUrls.ApiVideos + "/";
    private const string Ending = ".m3u8";
    private const int IdLength = 36;
    private const int MostLetters = 100;
    private static readonly byte[] _get = Encoding.ASCII.GetBytes("GET " + Before);

    /// <summary>Whether this is the beginning of a request for a playlist, a key or a segment with a token, which are mostly answered from memory.</summary>
    /// <param name="request">As it came; anything may be in it.</param>
    public static bool IsQuick(ReadOnlySpan<byte> request)
    {
        if (!request.StartsWith(_get))
        {
            return false;
        }

        var rest = request[_get.Length..];
        var query = rest[..Math.Min(rest.Length, MostLetters)].IndexOf("?token="u8);
        return query > 0 && IsQuickPath(rest[..query]);
    }

    private static bool IsQuickPath(ReadOnlySpan<byte> path) =>
        path.EndsWith(".m3u8"u8) || path.EndsWith("/key"u8) || path.EndsWith(".ts"u8);

    /// <returns>Null for every other path.</returns>
    public static DirectAddress? Of(string? path)
    {
        if (
            path is null
            || path.Length <= Before.Length + IdLength + 1
            || !path.StartsWith(Before, StringComparison.Ordinal)
            || path[Before.Length + IdLength] != '/'
            || !Guid.TryParseExact(path.AsSpan(Before.Length, IdLength), "D", out var id)
        )
        {
            return null;
        }

        var video = new VideoId(id);
        var rest = path.AsSpan(Before.Length + IdLength + 1);
        var slash = rest.IndexOf('/');
        return slash >= 0 ? new DirectAddress(video, rest[..slash].ToString(), rest[(slash + 1)..].ToString())
            : rest.EndsWith(Ending, StringComparison.Ordinal)
                ? new DirectAddress(video, null, rest[..^Ending.Length].ToString())
            : rest is "key" ? new DirectAddress(video, null, "key")
            : null;
    }
}
