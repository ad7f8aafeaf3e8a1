using System.Globalization;
using System.Security.Cryptography;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Hls;
using StreamVault.Core.Keys;

namespace StreamVault.Core.Packaging;

/// <summary>Makes encrypted segments of encoded tracks. Thread-safe.</summary>
internal sealed class SegmentMaker(ContentKeyStore keys)
{
    private const int AesBlock = 16;

    /// <summary>Segments video and audio as planned, and writes the hash of the input to <see cref="AttemptFolder.HashPath"/>.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="tracks">The tracks to segment.</param>
    /// <param name="frames">The number of frames of the result.</param>
    /// <param name="onSegment">Called after each segment.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <returns>The playlist of the written segments.</returns>
    /// <exception cref="EncodingFailedException">A chunk is invalid.</exception>
    /// <exception cref="StreamCopyRejectedException">The stream copy can't be segmented as planned.</exception>
    public MediaPlaylist Make(
        EncodeWork work,
        SegmentedTracks tracks,
        long frames,
        Action onSegment,
        CancellationToken cancellationToken
    )
    {
        // Outside the try block: a damaged key is not a fault of the chunks.
        using var aes = Cipher(work);
        try
        {
            return Make(work, tracks, frames, aes, onSegment, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            var wrong = e.Message.TrimEnd('.');
            throw work.Plan.Rungs.Any(rung => rung.IsStreamCopied && rung.Name == tracks.Name)
                ? new StreamCopyRejectedException(wrong)
                : new EncodingFailedException(FailureReasons.ChunksDoNotJoin(tracks.Name, wrong));
        }
    }

    /// <summary>Writes encrypted text segments.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="texts">The name, duration and text of each segment.</param>
    public MediaPlaylist Make(EncodeWork work, IEnumerable<(string Name, TimeSpan Duration, string Text)> texts)
    {
        var iv = NewIv();
        using var aes = Cipher(work);
        var segments = new List<Segment>();
        foreach (var (name, duration, text) in texts)
        {
            var bytes = Write(
                work.Folder.ResultPath(name),
                aes,
                iv,
                output => output.Write(System.Text.Encoding.UTF8.GetBytes(text))
            );
            segments.Add(new Segment(name, duration, bytes));
        }

        return new MediaPlaylist(KeyUri(work), iv, segments);
    }

    /// <summary>The path of the key, relative to the folder of a ready video.</summary>
    public static string KeyUri(EncodeWork work) => $"../../keys/{work.Video}.key";

    private static MediaPlaylist Make(
        EncodeWork work,
        SegmentedTracks tracks,
        long frames,
        Aes aes,
        Action onSegment,
        CancellationToken cancellationToken
    )
    {
        var (chunks, iv) = (work.Plan.Chunks, NewIv());
        List<long> begins = [.. chunks.SegmentStartsIn(frames)];
        var segments = new List<Segment>();
        using var muxer = new SegmentMuxer(tracks, chunks.Rate);
        for (var i = 0; i < begins.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (begin, next) = (begins[i], i + 1 < begins.Count ? begins[i + 1] : (long?)null);
            var name = string.Create(CultureInfo.InvariantCulture, $"{tracks.Name}_{i:000}.ts");
            var bytes = Write(work.Folder.ResultPath(name), aes, iv, output => muxer.Write(output, begin, next));
            var duration = chunks.Rate.TimeOf(next ?? frames) - chunks.Rate.TimeOf(begin);
            segments.Add(new Segment(name, duration, bytes));
            onSegment();
        }

        File.WriteAllText(work.Folder.HashPath(tracks.Name), muxer.End(chunks.Rate.TimeOf(frames)));
        return new MediaPlaylist(KeyUri(work), iv, segments);
    }

    private Aes Cipher(EncodeWork work)
    {
        var aes = Aes.Create();
        aes.Key = File.ReadAllBytes(keys.Ensure(work.Video));
        return aes;
    }

    // CBC with PKCS7 padding, the defaults of Aes (RFC 8216, 4.3.2.4).
    private static long Write(string path, Aes aes, string iv, Action<Stream> write)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var encryptor = aes.CreateEncryptor(aes.Key, Convert.FromHexString(iv));
        using (var encrypted = new CryptoStream(file, encryptor, CryptoStreamMode.Write, leaveOpen: true))
        using (var output = new BufferedStream(encrypted, 1 << 16))
        {
            write(output);
        }

        return file.Length;
    }

    private static string NewIv() => RandomNumberGenerator.GetHexString(2 * AesBlock, lowercase: true);
}
