using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>Distinguishes HLS players from browsers, chat previews and other clients that need a page.</summary>
internal static class PlayerClient
{
    /// <summary>The request headers that decide, for <c>Vary</c>.</summary>
    public const string Vary = "User-Agent, Accept";

    // Products as the programs name themselves, without their version:
    // Lavf: FFmpeg, IINA; libmpv: mpv; AppleCoreMedia: QuickTime and Apple TV; ExoPlayerLib and AndroidXMedia3: players and
    // television apps on Android.
    private static readonly HashSet<string> _players = new(StringComparer.OrdinalIgnoreCase)
    {
        "Lavf",
        "libmpv",
        "mpv",
        "MPlayer",
        "IINA",
        "VLC",
        "LibVLC",
        "AppleCoreMedia",
        "QuickTime",
        "ExoPlayer",
        "ExoPlayerLib",
        "AndroidXMedia3",
        "stagefright",
        "GStreamer",
        "souphttpsrc",
        "Kodi",
        "streamlink",
        "yt-dlp",
        "youtube-dl",
    };

    private const string Browser = "Mozilla";
    private const string StreamlinkUserAgent = "Firefox";

    /// <summary>Whether the client plays a playlist and doesn't need a page.</summary>
    public static bool IsPlayer(HttpRequest request)
    {
        var products = Products(request.Headers.UserAgent.ToString()).ToList();
        return products.Contains(Browser, StringComparer.OrdinalIgnoreCase)
            ? products.Contains(StreamlinkUserAgent) && !AcceptsPages(request)
            : products.Any(_players.Contains);
    }

    // Streamlink sends the User-Agent of Firefox, but unlike Firefox it doesn't ask for HTML.
    private static bool AcceptsPages(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("html", StringComparison.OrdinalIgnoreCase);

    // "VLC/3.0.24 LibVLC/3.0.24" has two; what is in parentheses is a comment (RFC 9110, 10.1.5).
    private static IEnumerable<string> Products(string userAgent)
    {
        var depth = 0;
        foreach (var word in userAgent.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isComment = depth > 0 || word[0] == '(';
            depth = Math.Max(0, depth + word.Count(c => c == '(') - word.Count(c => c == ')'));
            if (!isComment)
            {
                yield return word.Split('/', '(')[0];
            }
        }
    }

    /// <summary>Keeps caches from giving a player's answer to a browser, and the other way round.</summary>
    public static void AddVary(IHeaderDictionary headers) => headers.Append(HeaderNames.Vary, Vary);
}
