using System.Security.Cryptography;
using System.Text;
using StreamVault.Core.Hls;
using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Joins chunks and sound into encrypted segments, checks them, and writes the playlists last.</summary>
internal sealed class PackageStage(VaultStorage storage, FfmpegProcess ffmpeg, ContentKeyStore keys)
{
    private const int AesBlock = 16;
    private static readonly TimeSpan FurthestPoster = TimeSpan.FromSeconds(60);

    /// <exception cref="EncodingFailedException">FFmpeg failed, or what it made is not whole.</exception>
    public async Task<EncodedVideo> RunAsync(
        EncodeWork work,
        IReadOnlyList<long> frames,
        bool hasSound,
        CancellationToken cancellationToken
    )
    {
        work.Folder.ClearResult();
        RequireRoom(work, frames.Count);
        VaultStorage.CreatePrivateFolder(work.Folder.ResultFolder);
        var playlists = new List<(Rung Rung, MediaPlaylist Playlist)>();
        foreach (var rung in work.Plan.Rungs)
        {
            await work.Meter.EnterAsync($"Packaging {rung.Name}", cancellationToken);
            work.Meter.Package((double)playlists.Count / work.Plan.Rungs.Count);
            playlists.Add((rung, await PackageAsync(work, rung, frames, hasSound, cancellationToken)));
        }

        await MakePosterAsync(work, frames, cancellationToken);
        FlushAll(work.Folder);
        WritePlaylists(work, playlists, hasSound);
        return new EncodedVideo(
            work.Folder.ResultFolder,
            work.Plan.Chunks.Rate.TimeOf(frames.Sum()),
            [.. work.Plan.Rungs.Select(rung => rung.Name)],
            work.Plan.Summary,
            Warnings.Of(work.Plan, frames.Sum(), hasSound)
        );
    }

    private async Task<MediaPlaylist> PackageAsync(
        EncodeWork work,
        Rung rung,
        IReadOnlyList<long> frames,
        bool hasSound,
        CancellationToken cancellationToken
    )
    {
        var iv = RandomNumberGenerator.GetHexString(2 * AesBlock, lowercase: true);
        var keyUri = $"../../keys/{work.Video}.key";
        File.WriteAllText(work.Folder.ListPath(rung), ConcatList(work, rung, frames));
        WriteKeyInfo(work, $"{keyUri}\nfile:{keys.Ensure(work.Video)}\n{iv}\n");
        try
        {
            var result = await ffmpeg.RunAsync(
                FfmpegArguments.Package(
                    work.Plan.Chunks,
                    work.Folder.ListPath(rung),
                    hasSound ? work.Folder.AudioPath(rung) : null,
                    work.Folder.KeyInfoPath,
                    work.Folder.ResultPath($"{rung.Name}_%03d.ts"),
                    work.Folder.RawPlaylistPath(rung)
                ),
                _ => { },
                cancellationToken
            );
            return result.ExitCode == 0 ? Checked(work, rung, frames.Sum(), keyUri, iv, result) : throw Broken(result);
        }
        finally
        {
            File.Delete(work.Folder.KeyInfoPath);
        }
    }

    private static void WriteKeyInfo(EncodeWork work, string text)
    {
        using var file = VaultStorage.CreatePrivateFile(work.Folder.KeyInfoPath);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    // Durations are differences of rounded ends, so that the rounding never adds up.
    private static string ConcatList(EncodeWork work, Rung rung, IReadOnlyList<long> frames)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        var (done, begin) = (0L, TimeSpan.Zero);
        for (var chunk = 0; chunk < frames.Count; chunk++)
        {
            done += frames[chunk];
            var end = TimeSpan.FromMicroseconds(Math.Round(work.Plan.Chunks.Rate.TimeOf(done).TotalMicroseconds));
            list.Append($"file {Path.GetFileName(work.Folder.ChunkPath(chunk, rung))}\n");
            list.Append($"duration {FfmpegArguments.Seconds(end - begin)}\n");
            begin = end;
        }

        return list.ToString();
    }

    private MediaPlaylist Checked(
        EncodeWork work,
        Rung rung,
        long frames,
        string keyUri,
        string iv,
        ProgramResult result
    )
    {
        var written = MediaPlaylist.ReadSegments(File.ReadAllText(work.Folder.RawPlaylistPath(rung)));
        var segments = written
            .Select(s => new Segment(s.Name, s.Duration, SizeOf(work.Folder.ResultPath(s.Name))))
            .ToList();
        var playlist = new MediaPlaylist(keyUri, iv, segments);
        var expected = work.Plan.Chunks.Rate.TimeOf(frames);
        var frame = work.Plan.Chunks.Rate.TimeOf(1);
        var expectedCount = (frames + work.Plan.Chunks.FramesPerSegment - 1) / work.Plan.Chunks.FramesPerSegment;
        var isWhole =
            segments.Count == expectedCount
            && segments.All(segment => segment.Bytes > 0 && segment.Bytes % AesBlock == 0)
            && (playlist.Duration - expected).Duration() < frame;
        return isWhole ? playlist : throw Broken(result);
    }

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private EncodingFailedException Broken(ProgramResult result) =>
        new(
            FailureReasons.Of("putting the segments together", result, storage.FreeBytes, FailureCause.PackagingFailed)
        );

    // From the finished picture, where rotation and colours are right, at a tenth of the way: many videos begin black.
    // A chunk is decoded up to that moment, so in a source of one endless chunk it is not sought far.
    private async Task MakePosterAsync(EncodeWork work, IReadOnlyList<long> frames, CancellationToken cancellationToken)
    {
        var (chunk, frame) = (0, frames.Sum() / 10);
        while (frame >= frames[chunk])
        {
            frame -= frames[chunk++];
        }

        var poster = work.Folder.ResultPath(Path.GetFileName(storage.PosterPath(work.Video)));
        var result = await ffmpeg.RunAsync(
            FfmpegArguments.Poster(
                work.Folder.ChunkPath(chunk, work.Plan.Rungs[0]),
                TimeSpan.FromTicks(Math.Min(work.Plan.Chunks.Rate.TimeOf(frame).Ticks, FurthestPoster.Ticks)),
                poster
            ),
            _ => { },
            cancellationToken
        );
        if (SizeOf(poster) == 0)
        {
            throw new EncodingFailedException(
                FailureReasons.Of("taking the poster picture", result, storage.FreeBytes)
            );
        }
    }

    private static void FlushAll(AttemptFolder folder)
    {
        foreach (var path in Directory.GetFiles(folder.ResultFolder))
        {
            VaultStorage.Flush(path);
        }
    }

    // Last, so that no playlist ever names a segment that is not there.
    private static void WritePlaylists(
        EncodeWork work,
        IReadOnlyList<(Rung Rung, MediaPlaylist Playlist)> playlists,
        bool hasSound
    )
    {
        var variants = playlists.Select(p => new VariantStream(
            $"{p.Rung.Name}.m3u8",
            PeakRate.BitsPerSecond(p.Playlist),
            PeakRate.AverageBitsPerSecond(p.Playlist),
            p.Rung.Width,
            p.Rung.Height,
            work.Plan.Chunks.Rate.PerSecond,
            TransportStream.Read(work.Folder.ChunkPath(0, p.Rung)).Codec + (hasSound ? ",mp4a.40.2" : "")
        ));
        foreach (var (rung, playlist) in playlists)
        {
            AttemptFolder.Write(work.Folder.ResultPath($"{rung.Name}.m3u8"), playlist.ToString());
        }

        AttemptFolder.Write(work.Folder.ResultPath("master.m3u8"), new MultivariantPlaylist([.. variants]).ToString());
    }

    private void RequireRoom(EncodeWork work, int chunks)
    {
        var needed = Enumerable
            .Range(0, chunks)
            .Sum(chunk =>
                work.Plan.Rungs.Sum(rung =>
                    SizeOf(work.Folder.ChunkPath(chunk, rung)) + SizeOf(work.Folder.AudioPath(rung)) / chunks
                )
            );
        if (storage.FreeBytes is var free && free < needed * 1.05)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow((long)(needed * 1.05), free));
        }
    }
}
