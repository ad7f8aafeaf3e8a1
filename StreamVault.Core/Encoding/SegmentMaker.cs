using System.Security.Cryptography;
using StreamVault.Core.Hls;
using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Cuts what is encoded into encrypted segments, without encoding it again.</summary>
internal sealed class SegmentMaker(VaultStorage storage, FfmpegProcess ffmpeg, ContentKeyStore keys)
{
    private const int AesBlock = 16;

    // Less than a picture lasts, and not 0, which the muxer takes for nothing said.
    private static readonly TimeSpan NoTime = TimeSpan.FromMilliseconds(1);

    /// <param name="work">The attempt.</param>
    /// <param name="name">What the segments' names begin with: <c>1080p</c>.</param>
    /// <param name="list">The chunks of a picture; null for sound alone.</param>
    /// <param name="audio">The sound; null for a picture alone.</param>
    /// <param name="everyKeyFrame">Whether the picture has key frames only where segments begin, wherever that is.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>The playlist, all of whose segments are there, and how FFmpeg ended.</returns>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or a segment is not whole.</exception>
    public async Task<(MediaPlaylist Playlist, ProgramResult Result)> MakeAsync(
        EncodeWork work,
        string name,
        string? list,
        string? audio,
        bool everyKeyFrame,
        CancellationToken cancellationToken
    )
    {
        var iv = NewIv();
        var raw = work.Folder.RawPlaylistPath(name);
        var keyInfo = work.Folder.KeyInfoPath(name);
        WriteKeyInfo(keyInfo, $"{KeyUri(work)}\nfile:{keys.Ensure(work.Video)}\n{iv}\n");
        try
        {
            var result = await ffmpeg.RunAsync(
                FfmpegArguments.Package(
                    everyKeyFrame ? NoTime : work.Plan.Chunks.SegmentTime,
                    list,
                    audio,
                    keyInfo,
                    work.Folder.ResultPath($"{name}_%03d.ts"),
                    raw,
                    work.Folder.HashPath(name)
                ),
                _ => { },
                cancellationToken
            );
            return result.ExitCode == 0
                ? (Playlist(work, MediaPlaylist.ReadSegments(File.ReadAllText(raw)), iv, result), result)
                : throw Broken(result);
        }
        finally
        {
            File.Delete(keyInfo);
        }
    }

    /// <summary>Writes texts as encrypted segments.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="texts">The name, length and text of each.</param>
    public MediaPlaylist Make(EncodeWork work, IEnumerable<(string Name, TimeSpan Duration, string Text)> texts)
    {
        var iv = NewIv();
        using var aes = Aes.Create();
        aes.Key = File.ReadAllBytes(keys.Ensure(work.Video));
        var segments = new List<Segment>();
        foreach (var (name, duration, text) in texts)
        {
            var bytes = aes.EncryptCbc(System.Text.Encoding.UTF8.GetBytes(text), Convert.FromHexString(iv));
            File.WriteAllBytes(work.Folder.ResultPath(name), bytes);
            segments.Add(new Segment(name, duration, bytes.Length));
        }

        return new MediaPlaylist(KeyUri(work), iv, segments);
    }

    public EncodingFailedException Broken(ProgramResult result) =>
        new(
            FailureReasons.Of("putting the segments together", result, storage.FreeBytes, FailureCause.PackagingFailed)
        );

    private MediaPlaylist Playlist(
        EncodeWork work,
        IEnumerable<(string Name, TimeSpan Duration)> written,
        string iv,
        ProgramResult result
    )
    {
        var segments = written
            .Select(s => new Segment(s.Name, s.Duration, SizeOf(work.Folder.ResultPath(s.Name))))
            .ToList();
        return segments.Count > 0 && segments.All(s => s.Bytes > 0 && s.Bytes % AesBlock == 0)
            ? new MediaPlaylist(KeyUri(work), iv, segments)
            : throw Broken(result);
    }

    private static void WriteKeyInfo(string path, string text)
    {
        using var file = VaultStorage.CreatePrivateFile(path);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Where the key is, seen from the folder of a ready video.</summary>
    public static string KeyUri(EncodeWork work) => $"../../keys/{work.Video}.key";

    private static string NewIv() => RandomNumberGenerator.GetHexString(2 * AesBlock, lowercase: true);

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
