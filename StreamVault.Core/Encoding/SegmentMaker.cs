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

    /// <param name="work">The attempt.</param>
    /// <param name="all">What becomes segments, each for a playlist of its own.</param>
    /// <param name="onPictures">How many pictures of the first are done; called about twice a second.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>The playlists, in order, all of whose segments are there, and how FFmpeg ended.</returns>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or a segment is not whole.</exception>
    public async Task<(IReadOnlyList<MediaPlaylist> Playlists, ProgramResult Result)> MakeAsync(
        EncodeWork work,
        IReadOnlyList<SegmentedTracks> all,
        Action<long> onPictures,
        CancellationToken cancellationToken
    )
    {
        var ivs = all.Select(_ => NewIv()).ToList();
        try
        {
            foreach (var (tracks, iv) in all.Zip(ivs))
            {
                WriteKeyInfo(
                    work.Folder.KeyInfoPath(tracks.Name),
                    $"{KeyUri(work)}\nfile:{keys.Ensure(work.Video)}\n{iv}\n"
                );
            }

            var result = await ffmpeg.RunAsync(
                PackageArguments.Package(all, work.Folder),
                progress => onPictures(progress.Frames),
                cancellationToken
            );
            return result.ExitCode == 0
                ? ([.. all.Zip(ivs, (tracks, iv) => Playlist(work, tracks.Name, iv, result))], result)
                : throw Broken(result);
        }
        finally
        {
            foreach (var tracks in all)
            {
                File.Delete(work.Folder.KeyInfoPath(tracks.Name));
            }
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

    private MediaPlaylist Playlist(EncodeWork work, string name, string iv, ProgramResult result)
    {
        var segments = MediaPlaylist
            .ReadSegments(File.ReadAllText(work.Folder.RawPlaylistPath(name)))
            .Select(s => new Segment(s.Name, s.Duration, PaddedSizeOf(work, s.Name, iv)))
            .ToList();
        return segments.Count > 0 && segments.All(s => s.Bytes > 0 && s.Bytes % AesBlock == 0)
            ? new MediaPlaylist(KeyUri(work), iv, segments)
            : throw Broken(result);
    }

    // A moment in which there is nothing to see can be too short to be recognised; hence by players too.
    private long PaddedSizeOf(EncodeWork work, string segment, string iv)
    {
        var path = work.Folder.ResultPath(segment);
        var size = SizeOf(path);
        var padding = TransportStream.Padding(size);
        if (size == 0 || size % AesBlock != 0 || padding.Length == 0)
        {
            return size;
        }

        using var aes = Aes.Create();
        aes.Key = File.ReadAllBytes(keys.Ensure(work.Video));
        var vector = Convert.FromHexString(iv);
        byte[] padded = [.. aes.DecryptCbc(File.ReadAllBytes(path), vector), .. padding];
        var bytes = aes.EncryptCbc(padded, vector);
        File.WriteAllBytes(path, bytes);
        return bytes.Length;
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
