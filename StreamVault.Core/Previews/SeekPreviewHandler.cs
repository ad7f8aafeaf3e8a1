using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>Makes the <see cref="SeekPreviews"/> of a ready video from key frames of its smallest quality.</summary>
internal sealed partial class SeekPreviewHandler(VaultStorage storage, PreviewMaker maker) : IBackgroundHandler
{
    public const string KindName = "seek_previews";

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
        if (!IsMissing(storage, id) || PreviewSource.Read(storage, id) is not { } source)
        {
            return new BackgroundOutcome.Done();
        }

        var (width, height) = FrameSize(storage.PlaylistPath(id, "master"), source.Quality);
        var (previews, recipe) = Plan(source.Segments, width, height);
        return await maker.RunAsync(
            id,
            KindName,
            source,
            recipe,
            sheets => Publish(id, previews, sheets),
            cancellationToken
        );
    }

    private static (SeekPreviews Previews, PreviewRecipe Recipe) Plan(IReadOnlyList<Segment> all, int width, int height)
    {
        var isShort = all.Count < FewSegments;
        var step = isShort ? 1 : (all.Count + MaxFrames - 1) / MaxFrames;
        IReadOnlyList<Segment> chosen = [.. all.Where((_, at) => at % step == 0)];
        var previews = new SeekPreviews(
            isShort ? 1 : Seconds(all.Take((chosen.Count - 1) * step)) / (chosen.Count - 1),
            width,
            height,
            Columns,
            Rows,
            isShort ? (int)Math.Ceiling(Seconds(all)) : chosen.Count
        );
        var select = isShort
            // The first frame of each second.
            ? "setpts=PTS-STARTPTS,select='isnan(prev_selected_t)+gt(floor(t),floor(prev_selected_t))'"
            : PreviewRecipe.SelectStarts(chosen);
        var recipe = new PreviewRecipe(
            chosen,
            KeyFramesOnly: !isShort,
            // The last frame fills its sheet.
            $"{select},scale={width}:{height},setsar=1,tpad=stop_mode=clone:stop={Columns * Rows},tile={Columns}x{Rows}",
            previews.SheetCount,
            JpegQuality: 5
        );
        return (previews, recipe);
    }

    private static double Seconds(IEnumerable<Segment> segments) =>
        segments.Sum(segment => segment.Duration.TotalSeconds);

    // The description last: it says that the sheets exist.
    private void Publish(VideoId id, SeekPreviews previews, IReadOnlyList<string> sheets)
    {
        foreach (var (number, sheet) in sheets.Index())
        {
            File.Move(sheet, storage.SeekPreviewSheetPath(id, number + 1), overwrite: true);
        }

        previews.Write(storage.SeekPreviewsPath(id));
    }

    private static (int Width, int Height) FrameSize(string master, string quality)
    {
        var lines = File.ReadAllLines(master);
        var size = lines
            .Zip(lines.Skip(1))
            .Where(pair => Path.GetFileNameWithoutExtension(pair.Second) == quality)
            .Select(pair => Resolution().Match(pair.First))
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
