using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Core.Integrity;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Subtitles;

/// <summary>
/// Changes the uploaded subtitles in the folder of a finished video. They become ordinary renditions, with the same segments
/// as the video. The caller holds the lock of the folder.
/// </summary>
internal sealed partial class SubtitleFolder(ContentKeyStore keys)
{
    private const string Multivariant = "master.m3u8";
    private const int AesBlock = 16;
    private static readonly System.Text.UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Tests whether subtitles can be added to a video.
    /// </summary>
    /// <returns>Why they can't, as a sentence; null if they can.</returns>
    /// <exception cref="IOException">A playlist of the video is missing.</exception>
    public static string? Refusal(string folder, SubtitleFile file, double shiftSeconds)
    {
        var starts = Starts(folder, out var length);
        var cues = file.Within(length, TimeSpan.FromSeconds(shiftSeconds));
        return file.Cues.Count == 0 ? "The file contains no subtitles."
            : cues.Count == 0 ? "All subtitles are outside the video."
            : SubtitleBudget.Of(cues, starts, length).Refusal is { } reason ? $"The file can't be used: {reason}."
            : null;
    }

    /// <summary>Stores an uploaded file. It takes effect with <see cref="Save"/>.</summary>
    public static void StoreFile(string folder, UploadedSubtitle track, byte[] bytes) =>
        VaultStorage.WriteDurably(Path.Combine(folder, track.StoredName), bytes);

    /// <summary>Reads a stored file.</summary>
    /// <returns>Null if it is damaged.</returns>
    /// <exception cref="IOException">The file is missing.</exception>
    public static SubtitleFile? ReadFile(string folder, UploadedSubtitle track) =>
        SubtitleFile.Read(File.ReadAllBytes(Path.Combine(folder, track.StoredName)));

    /// <summary>Copies the uploaded subtitles of a published video to the result that will replace it.</summary>
    /// <param name="published">The folder of the published video, which may not exist.</param>
    /// <param name="result">The new folder, complete with its manifest.</param>
    /// <param name="video">The video.</param>
    public void CarryOver(string published, string result, VideoId video)
    {
        var list = SubtitleList.Read(published);
        // A stored file that is lost must not prevent the new result.
        var tracks = list.Tracks.Where(track => File.Exists(Path.Combine(published, track.StoredName))).ToList();
        if (tracks.Count == 0 && list.Next == SubtitleList.First)
        {
            return;
        }

        foreach (var track in tracks)
        {
            File.Copy(
                Path.Combine(published, track.StoredName),
                Path.Combine(result, track.StoredName),
                overwrite: true
            );
            VaultStorage.Flush(Path.Combine(result, track.StoredName));
        }

        Save(result, video, list with { Tracks = [.. tracks.Select(track => track with { Number = null })] });
    }

    /// <summary>
    /// Makes the playlists and segments of all tracks without a number, lists exactly the given tracks in the playlist, and
    /// removes what is no longer needed. Each step leaves a folder that plays and matches its manifest, even if the next
    /// never happens; then the next change completes it.
    /// </summary>
    /// <returns>The list as saved.</returns>
    /// <exception cref="IOException">The disk is full, or files of the video are missing.</exception>
    public SubtitleList Save(string folder, VideoId video, SubtitleList list)
    {
        var master = File.ReadAllText(Path.Combine(folder, Multivariant));
        var (peakBefore, averageBefore) = Rates(folder, StoredMultivariantPlaylist.Playlists(master).Subtitles);
        var saved = MakeMissing(folder, video, list);
        var shown = saved.Tracks.Where(track => track.Number is not null).ToList();
        var others = StoredMultivariantPlaylist.Playlists(StoredMultivariantPlaylist.With(master, [], 0, 0)).Subtitles;
        var (peak, average) = Rates(folder, [.. others, .. shown.Select(track => $"{track.Playlist}.m3u8")]);
        var obsolete = Obsolete(folder, saved);
        var text = StoredMultivariantPlaylist.With(master, shown, peak - peakBefore, average - averageBefore);
        Replace(
            folder,
            new Dictionary<string, byte[]>
            {
                [SubtitleList.FileName] = JsonSerializer.SerializeToUtf8Bytes(saved, DurableJson.Options),
                [Multivariant] = Utf8.GetBytes(text),
            },
            obsolete
        );
        // The playlists first: without one, nothing else reads its segments.
        foreach (var name in obsolete.OrderBy(name => name.EndsWith(".m3u8", StringComparison.Ordinal) ? 0 : 1))
        {
            File.Delete(Path.Combine(folder, name));
        }

        return saved;
    }

    // A player may request the playlist at any time, and its size is compared with the manifest. So the manifest doesn't
    // list the changing files while they change.
    private static void Replace(
        string folder,
        IReadOnlyDictionary<string, byte[]> changing,
        IReadOnlyCollection<string> obsolete
    )
    {
        VaultStorage.FlushFolder(folder);
        var manifest = (ManifestFiles.Read(folder) as ManifestState.Found)?.Manifest;
        if (manifest is not null)
        {
            var files = manifest.Files.ToDictionary(StringComparer.Ordinal);
            foreach (var path in Directory.GetFiles(folder))
            {
                var name = Path.GetFileName(path);
                if (OwnFile().IsMatch(name) && !files.ContainsKey(name))
                {
                    files[name] = StoredFileOf(File.ReadAllBytes(path));
                }
            }

            foreach (var name in changing.Keys)
            {
                files.Remove(name);
            }

            ManifestFiles.Replace(folder, manifest, manifest = manifest with { Files = files });
        }

        foreach (var (name, bytes) in changing)
        {
            VaultStorage.WriteDurably(Path.Combine(folder, name), bytes);
        }

        VaultStorage.FlushFolder(folder);
        if (manifest is not null)
        {
            var files = manifest
                .Files.Where(file => !obsolete.Contains(file.Key))
                .Concat(changing.Select(file => KeyValuePair.Create(file.Key, StoredFileOf(file.Value))))
                .ToDictionary(StringComparer.Ordinal);
            ManifestFiles.Replace(folder, manifest, manifest with { Files = files });
            VaultStorage.FlushFolder(folder);
        }
    }

    private SubtitleList MakeMissing(string folder, VideoId video, SubtitleList list)
    {
        var made = new List<string>();
        try
        {
            foreach (var track in list.Tracks.Where(track => track.Number is null).ToList())
            {
                var starts = Starts(folder, out var length);
                var cues = ReadFile(folder, track)?.Within(length, TimeSpan.FromSeconds(track.ShiftSeconds)) ?? [];
                // A new encode may be shorter than the previous one.
                if (cues.Count > 0 && SubtitleBudget.Of(cues, starts, length).Refusal is null)
                {
                    var numbered = track with { Number = list.Next };
                    Make(folder, video, numbered.Playlist!, cues, made);
                    list = list.With(numbered) with { Next = list.Next + 1 };
                }
            }

            return list;
        }
        catch
        {
            // Nothing lists them.
            made.ForEach(File.Delete);
            throw;
        }
    }

    private void Make(string folder, VideoId video, string name, IReadOnlyList<WebVttCue> cues, List<string> made)
    {
        using var aes = Aes.Create();
        aes.Key =
            keys.Find(video)
            ?? throw new FileNotFoundException($"The key of video {video} is missing.", $"{video}.key");
        var iv = RandomNumberGenerator.GetBytes(AesBlock);
        var segments = new List<Segment>();
        var from = TimeSpan.Zero;
        foreach (var shown in StoredMediaPlaylist.Segments(folder, Variant(folder)))
        {
            var to = from + shown.Duration;
            var segment = string.Create(CultureInfo.InvariantCulture, $"{name}_{segments.Count:000}.vtt");
            var bytes = aes.EncryptCbc(Utf8.GetBytes(WebVtt.Segment(cues, from, to, SegmentTime.Begin)), iv);
            Write(segment, bytes);
            segments.Add(new Segment(segment, shown.Duration, bytes.Length));
            from = to;
        }

        var playlist = new MediaPlaylist($"../../keys/{video}.key", Convert.ToHexStringLower(iv), segments);
        Write($"{name}.m3u8", Utf8.GetBytes(playlist.ToString()));

        void Write(string file, byte[] bytes)
        {
            made.Add(Path.Combine(folder, file));
            VaultStorage.WriteDurably(made[^1], bytes);
        }
    }

    private static List<TimeSpan> Starts(string folder, out TimeSpan length)
    {
        (var starts, length) = (new List<TimeSpan>(), TimeSpan.Zero);
        foreach (var segment in StoredMediaPlaylist.Segments(folder, Variant(folder)))
        {
            starts.Add(length);
            length += segment.Duration;
        }

        return starts.Count > 0 ? starts : throw new FileNotFoundException("The playlist of the video is damaged.");
    }

    private static string Variant(string folder) =>
        StoredMultivariantPlaylist.Playlists(File.ReadAllText(Path.Combine(folder, Multivariant))).Variant
        ?? throw new FileNotFoundException("The playlist of the video is damaged.");

    // A player fetches at most one of the subtitles (RFC 8216, 4.3.4.2).
    private static (long Peak, long Average) Rates(string folder, IReadOnlyList<string> playlists)
    {
        var (peak, average) = (0L, 0L);
        foreach (var name in playlists.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            var playlist = new MediaPlaylist("", "", StoredMediaPlaylist.Segments(folder, name));
            if (playlist.Duration > TimeSpan.Zero)
            {
                peak = Math.Max(peak, PeakRate.BitsPerSecond(playlist));
                average = Math.Max(average, PeakRate.AverageBitsPerSecond(playlist));
            }
        }

        return (peak, average);
    }

    private static List<string> Obsolete(string folder, SubtitleList list)
    {
        var used = list.Tracks.SelectMany(track => (string?[])[track.StoredName, track.Playlist]).ToHashSet();
        return
        [
            .. Directory
                .GetFiles(folder)
                .Select(path => Path.GetFileName(path))
                .Where(name =>
                    OwnFile().Match(name) is { Success: true } own
                    && !used.Contains(own.Groups["track"] is { Success: true } track ? track.Value : name)
                ),
        ];
    }

    private static StoredFile StoredFileOf(byte[] bytes) => new(bytes.Length, FileHash.Of(bytes));

    // The files of uploaded subtitles, with the name of the playlist of those that belong to one.
    [GeneratedRegex(
        @"\A(?:(?<track>subtitle_[0-9]{3,6})(?:\.m3u8|_[0-9]{3,6}\.vtt)|uploaded-[0-9a-f]{32}\.(?:srt|vtt|ass))\z"
    )]
    private static partial Regex OwnFile();
}
