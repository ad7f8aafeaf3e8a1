using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>Makes the <see cref="SeekPreviews"/> of a ready video from key frames of its smallest quality.</summary>
internal sealed partial class SeekPreviewHandler(VaultStorage storage, PreviewMaker maker) : IBackgroundHandler
{
    public const string KindName = "seek_previews";

    private const string DescriptionName = "seek-previews.json";
    private const int LongSide = 160;
    private const int Columns = 10;
    private const int Rows = 5;

    // More frames than that can't be told apart on a seek bar.
    private const int MaxFrames = 500;

    // Below that, one frame per segment is too few, and decoding all of the video takes no time.
    private const int FewSegments = 8;

    public string Kind => KindName;

    public string Name => "Seek previews";

    /// <summary>Whether a video is ready and has no seek previews.</summary>
    public static bool IsMissing(VaultStorage storage, VideoId video) =>
        Directory.Exists(storage.VideoFolder(video)) && SeekPreviews.Read(storage, video) is null;

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        var id = run.Video;
        if (!IsMissing(storage, id) || PublishedVideo.Read(storage, id) is not { Qualities: [.., var smallest] })
        {
            return new BackgroundOutcome.Done();
        }

        if (StoredPlaylist.Read(storage.PlaylistPath(id, smallest), storage.KeyPath(id)) is not { } stored)
        {
            return new BackgroundOutcome.Done();
        }

        var all = stored.Durations.Count;
        var isShort = all < FewSegments;
        var step = isShort ? 1 : (all + MaxFrames - 1) / MaxFrames;
        int[] chosen = [.. Enumerable.Range(0, all).Where(segment => segment % step == 0)];
        var (width, height) = FrameSize(storage.PlaylistPath(id, "master"), smallest);
        var previews = new SeekPreviews(
            isShort ? 1 : stored.Durations.Take(chosen[^1]).Sum() / (chosen.Length - 1),
            width,
            height,
            Columns,
            Rows,
            isShort ? (int)Math.Ceiling(stored.Durations.Sum()) : chosen.Length
        );
        var select = isShort
            // The first frame of each second.
            ? "setpts=PTS-STARTPTS,select='isnan(prev_selected_t)+gt(floor(t),floor(prev_selected_t))'"
            : PreviewMaker.StartOfEach(chosen.Select(segment => stored.Durations[segment]).SkipLast(1));
        return await maker.RunAsync(
            id,
            KindName,
            stored.Of(chosen),
            !isShort,
            $"{select},scale={width}:{height},setsar=1,tpad=stop_mode=clone:stop=1,tile={Columns}x{Rows}",
            folder =>
                [
                    .. (string[])["-frames:v", $"{previews.SheetCount()}", "-q:v", "5", "-f", "image2"],
                    // The pattern's own percent sign is the only one that is not literal.
                    SafeInput.Url(Path.Combine(folder.Replace("%", "%%", StringComparison.Ordinal), "%d.jpg")),
                ],
            folder => Publish(id, previews, folder),
            cancellationToken
        );
    }

    // The description last: it says that the sheets exist.
    private void Publish(VideoId id, SeekPreviews previews, string folder)
    {
        for (var sheet = 1; sheet <= previews.SheetCount(); sheet++)
        {
            File.Move(Path.Combine(folder, $"{sheet}.jpg"), storage.SeekPreviewSheetPath(id, sheet), overwrite: true);
        }

        var description = Path.Combine(folder, DescriptionName);
        previews.Write(description);
        VaultStorage.Flush(description);
        File.Move(description, storage.SeekPreviewsPath(id), overwrite: true);
    }

    private static (int Width, int Height) FrameSize(string master, string quality)
    {
        var size = File.ReadLines(master)
            .Zip(File.ReadLines(master).Skip(1))
            .Where(lines => Path.GetFileNameWithoutExtension(lines.Second) == quality)
            .Select(lines => Resolution().Match(lines.First))
            .First(match => match.Success);
        var (width, height) = (Number(size, "width"), Number(size, "height"));
        var scale = (double)LongSide / Math.Max(width, height);
        return (Even(width * scale), Even(height * scale));
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static int Even(double length) => Math.Max(2, 2 * (int)Math.Round(length / 2));

    [GeneratedRegex("RESOLUTION=(?<width>[0-9]+)x(?<height>[0-9]+)")]
    private static partial Regex Resolution();
}
