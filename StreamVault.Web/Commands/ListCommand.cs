using System.CommandLine;
using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Commands;

/// <summary><c>list [--json]</c></summary>
internal static class ListCommand
{
    private const int PageSize = 500;

    private const string Description = """
        Lists all videos except those in the trash, oldest first, with id, status, length, size of the original, and title.
        Private videos are listed too, and marked.

        Examples:
          StreamVault.Web list
          StreamVault.Web list --json | jq -r '.[] | select(.status == "failed") | .title'
        """;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // The output isn't embedded in HTML, so characters that are special in HTML aren't escaped.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var asJson = new Option<bool>("--json") { Description = "Print a JSON array, for use in scripts." };
        var command = new Command("list", Description) { asJson };
        command.SetAction(
            (parsed, cancellationToken) =>
                OpenVault.UseAsync(
                    async vault =>
                    {
                        var videos = await AllAsync(vault.Get<VideoLibrary>(), cancellationToken);
                        Console.Out.Write(parsed.GetValue(asJson) ? Json(videos) : Table(videos));
                        return ExitCodes.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    /// <summary>Returns all videos, the oldest first, including private ones: whoever runs a command can read the whole data folder.</summary>
    public static async Task<IReadOnlyList<Video>> AllAsync(VideoLibrary library, CancellationToken cancellationToken)
    {
        var all = new List<Video>();
        VideoPage page;
        do
        {
            page = await library.ListAsync(
                new VideoQuery(Sort: VideoSort.Oldest, Skip: all.Count, Take: PageSize, WithPrivate: true),
                cancellationToken
            );
            all.AddRange(page.Items);
        } while (page.Items.Count == PageSize);

        return all;
    }

    internal static string Json(IEnumerable<Video> videos) =>
        JsonSerializer.Serialize(
            videos.Select(video => new
            {
                Id = video.Id.ToString(),
                video.Title,
                Status = StatusOf(video),
                video.DurationSeconds,
                video.FileSizeBytes,
                video.StoredBytes,
                video.Qualities,
                Private = video.IsPrivate,
            }),
            _json
        ) + "\n";

    internal static string Table(IEnumerable<Video> videos) =>
        string.Concat(
            videos.Select(video =>
                $"{video.Id}  {StatusOf(video), -8}  {Length(video), 8}  {Size(video), 8}  {video.Title}{(video.IsPrivate ? " (private)" : "")}\n"
            )
        );

    private static string StatusOf(Video video) => video.Status.ToString().ToLowerInvariant();

    private static string Length(Video video) =>
        video.DurationSeconds is { } seconds ? Readable.Length(seconds) : "unknown";

    private static string Size(Video video) => video.FileSizeBytes is { } bytes ? ByteText.Of(bytes) : "unknown";
}
