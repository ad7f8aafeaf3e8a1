using System.Globalization;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Urls;

/// <summary>Every link and route of the application, in one place: absolute paths, below nothing but the server's own origin.</summary>
public static class StreamVaultUrls
{
    public const string Library = "/";
    public const string Videos = "/videos";
    public const string WatchTemplate = Videos + "/{id}";
    public const string Albums = "/albums";
    public const string AlbumTemplate = Albums + "/{id}";
    public const string People = "/people";
    public const string Tags = "/tags";
    public const string LinkPages = "/watch";
    public const string LinkPageTemplate = LinkPages + "/{token}";
    public const string Places = "/places";
    public const string Activity = "/activity";
    public const string Links = "/links";
    public const string Storage = "/storage";
    public const string Similar = "/similar";
    public const string Settings = "/settings";
    public const string History = "/history";
    public const string Trash = "/trash";
    public const string TrashSetting = Settings + "#trash";
    public const string SignIn = "/sign-in";
    public const string Setup = "/setup";
    public const string Account = "/account";
    public const string SignOut = "/account/sign-out";
    public const string Error = "/error";
    public const string NotFound = "/not-found";
    public const string Health = "/health";
    public const string ApiReference = "/api/reference";
    public const string OpenApiDocument = "/api/openapi.json";

    public const string Api = "/api";
    public const string ApiSetup = "/api/auth/setup";
    public const string ApiLogin = "/api/auth/login";
    public const string ApiLogout = "/api/auth/logout";
    public const string ApiSessions = "/api/sessions";
    public const string ApiVideos = "/api/videos";
    public const string ApiBulkEdit = "/api/videos/bulk";
    public const string ApiAlbums = "/api/albums";
    public const string ApiAlbumFolders = ApiAlbums + "/folders";
    public const string ApiTags = "/api/tags";
    public const string ApiPeople = "/api/people";
    public const string ApiUpload = "/api/videos/upload";
    public const string ApiUploadRoom = "/api/videos/upload/room";
    public const string ApiUploads = "/api/uploads";
    public const string ApiUploadTemplate = ApiUploads + "/{id:guid}";
    public const string ApiAddAnywayTemplate = ApiUploadTemplate + "/add";
    public const string ApiOriginals = "/api/originals";
    public const string ApiQuarantine = "/api/quarantine";
    public const string ApiJobs = "/api/jobs";
    public const string ApiJobEvents = "/api/jobs/events";
    public const string ApiSchedule = "/api/jobs/schedule";
    public const string ApiBackground = "/api/background";
    public const string ApiTokens = "/api/tokens";
    public const string ApiTrash = "/api/trash";
    public const string ApiTrashPeriod = ApiTrash + "/period";
    public const string ApiHistory = "/api/history";
    public const string ApiStatistics = "/api/statistics";
    public const string ApiPrivate = "/api/auth/private";
    public const string ApiLinkPreviews = "/api/link-previews";
    public const string ApiSimilar = "/api/similar";

    /// <summary>The library, filtered by a town or country.</summary>
    public static string LibraryAtPlace(string name) => $"{Library}?q={Uri.EscapeDataString($"place:\"{name}\"")}";

    public static string Watch(VideoId id) => $"/videos/{id}";

    public static string WatchAt(VideoId id, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Watch(id)}?t={Math.Floor(seconds * 10) / 10}");

    public static string ApiVideo(VideoId id) => $"/api/videos/{id}";

    /// <summary>The warning of a video, which can be dismissed.</summary>
    public static string Warning(VideoId id) => $"{ApiVideo(id)}/warning";

    public static string Position(VideoId id) => $"{ApiVideo(id)}/position";

    public static string ApiAlbum(AlbumId id) => $"{ApiAlbums}/{id}";

    public static string Album(AlbumId id) => $"{Albums}/{id}";

    /// <summary>The picture of a person's face.</summary>
    /// <param name="person">The person's id.</param>
    /// <param name="version">Changes with the face, so that browsers don't show an old picture.</param>
    public static string Face(int person, int version) => $"{ApiPeople}/{person}/face.jpg?v={version:x}";

    /// <summary>A frame of a video as a picture.</summary>
    /// <param name="id">The video.</param>
    /// <param name="seconds">The time in the video.</param>
    public static string Frame(VideoId id, double seconds) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{ApiVideo(id)}/frame.jpg?at={seconds:0.###}"
        );

    /// <summary>The library with a search.</summary>
    public static string Search(string query) => $"{Library}?q={Uri.EscapeDataString(query)}";

    public static string ApiResumableUpload(Guid id) => $"{ApiUploads}/{id:D}";

    /// <summary>Where an upload is added although the library holds the same content.</summary>
    public static string ApiAddAnyway(Guid id) => $"{ApiResumableUpload(id)}/add";

    /// <summary>An entry of the quarantine.</summary>
    public static string ApiQuarantined(string entry) => $"{ApiQuarantine}/{Uri.EscapeDataString(entry)}";

    /// <summary>A pair of similar videos.</summary>
    public static string ApiSimilarPair(VideoId first, VideoId second) => $"{ApiSimilar}/{first}/{second}";

    /// <summary>Frames of a video from the part that another video shows too.</summary>
    public static string SimilarFrames(VideoId video, VideoId other) => $"{ApiSimilarPair(video, other)}/frames.jpg";

    public static string ApiSession(Guid id) => $"{ApiSessions}/{id:D}";

    public static string ApiToken(string token) => $"/api/tokens/{token}";

    public static string ApiJob(JobId id) => $"/api/jobs/{id}";

    public static string Preview(VideoId id) => $"/api/videos/{id}/preview.jpg";

    public static string Chapters(VideoId id) => $"/api/videos/{id}/chapters";

    public static string Notes(VideoId id) => $"/api/videos/{id}/notes";

    public static string Subtitles(VideoId id) => $"/api/videos/{id}/subtitles";

    /// <summary>A sheet of seek previews. The first has number 1.</summary>
    public static string SeekPreviewSheet(VideoId id, int sheet) => $"/api/videos/{id}/seek-previews/{sheet}.jpg";

    public static string Poster(VideoId id) => $"/api/videos/{id}/poster.jpg";

    /// <summary>The poster of a video in the trash.</summary>
    public static string TrashedPoster(VideoId id) => $"{ApiTrash}/{id}/poster.jpg";

    /// <summary>The uploaded file, where it is kept.</summary>
    public static string Original(VideoId id) => $"/api/videos/{id}/original";

    public static string Download(VideoId id, string quality) => $"/api/videos/{id}/download?quality={quality}";

    /// <summary>The multivariant playlist, as the signed-in session plays it.</summary>
    public static string MultivariantPlaylist(VideoId id) => $"/api/videos/{id}/master.m3u8";

    /// <summary>The multivariant playlist for a player that brings a token.</summary>
    /// <param name="server">Where the outside world reaches the server: scheme, host, port and, below a path, the path.</param>
    /// <param name="id">The video.</param>
    /// <param name="token">The secret.</param>
    public static string MultivariantPlaylist(Uri server, VideoId id, string token) =>
        Root(server) + WithToken(MultivariantPlaylist(id), token);

    /// <summary>The poster for a chat preview, which has no session.</summary>
    /// <param name="server">The external address of the server: scheme, host, port and, below a path, the path.</param>
    /// <param name="id">The video.</param>
    /// <param name="token">The secret.</param>
    public static string Poster(Uri server, VideoId id, string token) => Root(server) + WithToken(Poster(id), token);

    /// <summary>The link itself: a page in browsers, the playlist in players.</summary>
    public static string LinkPage(string token) => $"{LinkPages}/{token}";

    /// <summary>The link itself, as others reach it: a page in browsers, the playlist in players.</summary>
    /// <param name="server">Where the outside world reaches the server: scheme, host, port and, below a path, the path.</param>
    /// <param name="token">The secret.</param>
    public static string LinkPage(Uri server, string token) => Root(server) + LinkPage(token);

    private static string Root(Uri server) => server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>A path below <see cref="ApiVideos"/> for requests with a token instead of a session.</summary>
    public static string WithToken(string path, string token) => $"{path}?token={token}";

    /// <summary>Opens a link in IINA (its URL scheme, https://github.com/iina/iina/wiki).</summary>
    public static string OpenInIina(string url) => $"iina://weblink?url={Uri.EscapeDataString(url)}";

    /// <summary>The sign-in page that afterwards leads back to a local page.</summary>
    public static string SignInThen(string returnUrl) => $"{SignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>
    /// As pages write it: seen from the <c>base</c> element, since a reverse proxy may offer all of it below a path.
    /// </summary>
    public static string FromBase(this string path) => "." + path;

    /// <summary>A link to lead back to, but only within this server: anything else would let a crafted link lead elsewhere.</summary>
    public static string LocalOr(string? wanted, string otherwise) =>
        wanted is ['/', not ('/' or '\\'), ..] or "/" && !wanted.Any(char.IsControl) ? wanted : otherwise;
}
