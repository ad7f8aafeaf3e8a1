using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    private const string WorkSuffix = "-work";
    private const string RemovedSuffix = "-removed";
    private const string ReplacedSuffix = "-replaced";
    private const string UndoneSuffix = "-undone";

    /// <summary>Moves a video's folder away in one step; <see cref="Restore"/> brings it back.</summary>
    public void SetAside(VideoId video)
    {
        if (Directory.Exists(VideoFolder(video)))
        {
            Directory.Move(VideoFolder(video), DeletedFolder(video));
        }
    }

    /// <summary>Brings back the folder that <see cref="SetAside"/> moved away.</summary>
    public void Restore(VideoId video)
    {
        if (Directory.Exists(DeletedFolder(video)) && !Directory.Exists(VideoFolder(video)))
        {
            Directory.Move(DeletedFolder(video), VideoFolder(video));
        }
    }

    /// <summary>Videos that a crash left set aside, neither restored nor removed.</summary>
    public IEnumerable<VideoId> SetAsideVideos =>
        Directory
            .EnumerateDirectories(Path.Combine(Root, "deleted"))
            .Where(folder => VideoId.TryParse(Path.GetFileName(folder), null, out _))
            .Select(folder => VideoId.Parse(Path.GetFileName(folder), null));

    /// <summary>Removes all files of a deleted video. Safe to repeat.</summary>
    public void Remove(VideoId video)
    {
        RemoveWork(video);
        // Renaming is fast. After a crash from here on, the next start deletes the renamed folders.
        var removed = (
            (string[])
                [
                    VideoFolder(video),
                    DeletedFolder(video),
                    .. ReplacedFolders(video).Select(replaced => replaced.Path),
                    OriginalFolder(video),
                ]
        )
            .Select(folder => MoveAside(folder, RemovedSuffix))
            .OfType<string>()
            .ToList();
        RemoveSource(video);
        File.Delete(KeyPath(video));
        foreach (var folder in removed)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes the accepted upload of a video, with its sidecar. Safe to repeat.</summary>
    public void RemoveSource(VideoId video)
    {
        File.Delete(SourcePath(video));
        File.Delete(SourceSidecarPath(video));
    }

    /// <summary>Removes the kept original of a video. Safe to repeat.</summary>
    public void RemoveOriginal(VideoId video)
    {
        if (Directory.Exists(OriginalFolder(video)))
        {
            Directory.Delete(OriginalFolder(video), recursive: true);
        }
    }

    /// <summary>
    /// Removes the work files of a video. The folder is moved away first, so that a program that is still stopping can't
    /// write another file into it. Safe to repeat.
    /// </summary>
    public void RemoveWork(VideoId video)
    {
        if (MoveAside(WorkFolder(video), WorkSuffix) is { } aside)
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>
    /// Completes every <see cref="RemoveWork"/> and <see cref="Remove"/> that a crash interrupted. Call once at
    /// startup.
    /// </summary>
    public void FinishRemovals()
    {
        // The result that an undone encode replaced is complete, here or in its place.
        foreach (var folder in Directory.GetDirectories(Path.Combine(Root, "deleted"), "*" + UndoneSuffix))
        {
            MoveAside(folder, RemovedSuffix);
        }

        foreach (var suffix in (string[])[WorkSuffix, RemovedSuffix])
        {
            foreach (var folder in Directory.GetDirectories(Path.Combine(Root, "deleted"), "*" + suffix))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <returns>Where the folder is now; null if there was none.</returns>
    private string? MoveAside(string folder, string suffix)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var aside = Path.Combine(Root, "deleted", $"{Guid.NewGuid():D}{suffix}");
        try
        {
            Directory.Move(folder, aside);
            return aside;
        }
        catch (DirectoryNotFoundException)
        {
            // May be called at the same time by a user who deletes the video and by its worker.
            return null;
        }
    }
}
