using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    /// <summary>
    /// Moves a finished folder to where it is served from. The previous result is set aside until
    /// <see cref="FinishReplacing"/> removes it or <see cref="UndoReplacing"/> brings it back.
    /// </summary>
    /// <param name="finished">A folder on the same disk, complete and flushed.</param>
    /// <param name="video">The video it belongs to.</param>
    public void Publish(string finished, VideoId video)
    {
        var place = VideoFolder(video);
        if (Directory.Exists(place))
        {
            // A folder left by an earlier replacement may be the result that the database knows.
            var number = ReplacedFolders(video).Select(replaced => replaced.Number).DefaultIfEmpty(0).Max() + 1;
            Directory.Move(place, ReplacedFolder(video, number));
        }

        Directory.Move(finished, place);
        FolderFlush.Run(place);
        FolderFlush.Run(VideosFolder);
    }

    /// <summary>Removes all results that <see cref="Publish"/> replaced, once the new one is committed. Safe to repeat.</summary>
    public void FinishReplacing(VideoId video)
    {
        foreach (var (path, _) in ReplacedFolders(video))
        {
            // Renamed first: a folder that can be brought back is always complete.
            if (MoveAside(path, RemovedSuffix) is { } removed)
            {
                Directory.Delete(removed, recursive: true);
            }
        }
    }

    /// <summary>
    /// Brings back the result that the last <see cref="Publish"/> replaced, since the new one was not committed. Earlier
    /// replaced results stay set aside.
    /// </summary>
    public void UndoReplacing(VideoId video)
    {
        var replaced = ReplacedFolders(video).MaxBy(folder => folder.Number).Path;
        if (replaced is null)
        {
            return;
        }

        // The new result is removed only once the old one is back.
        var undone = MoveAside(VideoFolder(video), UndoneSuffix);
        try
        {
            Directory.Move(replaced, VideoFolder(video));
        }
        catch when (undone is not null && !Directory.Exists(VideoFolder(video)))
        {
            Directory.Move(undone, VideoFolder(video));
            throw;
        }

        FolderFlush.Run(VideosFolder);
        if (undone is not null && MoveAside(undone, RemovedSuffix) is { } removed)
        {
            Directory.Delete(removed, recursive: true);
        }
    }

    /// <summary>Videos for which a crash interrupted the replacement by <see cref="Publish"/>.</summary>
    public IEnumerable<VideoId> ReplacedVideos =>
        VideosNamedBy(
                Directory
                    .GetDirectories(Path.Combine(Root, "deleted"), $"*{ReplacedSuffix}*")
                    .Select(folder => Path.GetFileName(folder).Split(ReplacedSuffix)[0])
            )
            .Distinct();

    // The replaced results; the first that still exists has number 1.
    private List<(string Path, int Number)> ReplacedFolders(VideoId video)
    {
        var first = ReplacedFolder(video, 1);
        return
        [
            .. Directory
                .GetDirectories(Path.Combine(Root, "deleted"), $"{video}{ReplacedSuffix}*")
                .Select(path =>
                    path == first ? (path, 1)
                    : int.TryParse(path[first.Length..].TrimStart('-'), CultureInfo.InvariantCulture, out var number)
                        ? (path, number)
                    : (path, 0)
                )
                .Where(folder => folder.Item2 > 0),
        ];
    }

    /// <summary>The number of the newest result that <see cref="Publish"/> set aside and that still exists; 0 if none does.</summary>
    public int LastReplacement(VideoId video) =>
        ReplacedFolders(video).Select(replaced => replaced.Number).DefaultIfEmpty(0).Max();

    private string ReplacedFolder(VideoId video, int number) =>
        Path.Combine(
            Root,
            "deleted",
            number == 1
                ? $"{video}{ReplacedSuffix}"
                : string.Create(CultureInfo.InvariantCulture, $"{video}{ReplacedSuffix}-{number}")
        );
}
