using System.Text;
using StreamVault.Core.Hls;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Joins chunks and sound into encrypted segments, checks them, and writes the playlists last.</summary>
internal sealed class PackageStage(
    VaultStorage storage,
    FfmpegProcess ffmpeg,
    SegmentMaker segments,
    RenditionStage renditions
)
{
    // For a picture that has key frames only where segments begin, wherever that is: less than a picture lasts, and not 0,
    // which the muxer takes for nothing said.
    private static readonly TimeSpan NoTime = TimeSpan.FromMilliseconds(1);

    // A rung's picture lies in as many files as it was made in.
    private readonly record struct PicturePiece(string Path, long Frames);

    /// <param name="work">The attempt.</param>
    /// <param name="tracks">What was made for it.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or what it made is not whole.</exception>
    /// <exception cref="UnkeepableException">The picture that is kept as it is can't be cut as planned.</exception>
    public async Task<EncodedVideo> RunAsync(
        EncodeWork work,
        FinishedTracks tracks,
        CancellationToken cancellationToken
    )
    {
        work.Folder.ClearResult();
        RequireRoom(work, tracks);
        VaultStorage.CreatePrivateFolder(work.Folder.ResultFolder);
        await work.Meter.EnterAsync(
            $"Packaging {string.Join(", ", work.Plan.Rungs.Select(rung => rung.Name))}",
            cancellationToken
        );
        work.Meter.Package(0);
        foreach (var rung in work.Plan.Rungs)
        {
            File.WriteAllText(work.Folder.ListPath(rung), ConcatList(work, rung, tracks.Frames));
        }

        var poster = MakePosterAsync(work, tracks.Frames.Sum(), cancellationToken);
        var packaging = PackageAsync(work, tracks, cancellationToken);
        await Task.WhenAll(poster, packaging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Where both failed, pieces that don't join are the cause.
        var (playlists, others) = await packaging;
        await poster;
        FlushAll(work.Folder);
        WritePlaylists(work, playlists, others, tracks.HasSound);
        return new EncodedVideo(
            work.Folder.ResultFolder,
            work.Plan.Chunks.Rate.TimeOf(tracks.Frames.Sum()),
            [.. work.Plan.Rungs.Select(rung => rung.Name)],
            work.Plan.Summary,
            Warnings.Of(work.Plan, tracks)
        );
    }

    // By one FFmpeg: to start it takes longer than to copy a short video.
    private async Task<(
        IReadOnlyList<(Rung Rung, MediaPlaylist Playlist)>,
        IReadOnlyList<(Rendition Rendition, MediaPlaylist? Playlist)>
    )> PackageAsync(EncodeWork work, FinishedTracks tracks, CancellationToken cancellationToken)
    {
        var rungs = work.Plan.Rungs;
        var total = tracks.Frames.Sum();
        var (playlists, result) = await segments.MakeAsync(
            work,
            [
                .. rungs.Select(rung => new SegmentedTracks(
                    rung.Name,
                    work.Folder.ListPath(rung),
                    tracks.HasSound ? work.Folder.AudioPath(rung) : null,
                    work.Plan.Keeps && !rung.IsKept ? NoTime : work.Plan.Chunks.SegmentTime
                )),
                .. RenditionStage.FurtherSounds(work, tracks),
            ],
            pictures => work.Meter.Package((double)pictures / total),
            cancellationToken
        );
        foreach (var (rung, playlist) in rungs.Zip(playlists))
        {
            if (!IsWhole(work.Plan.Chunks, playlist, total))
            {
                throw rung.IsKept
                    ? new UnkeepableException("FFmpeg cuts it elsewhere than was planned")
                    : segments.Broken(result);
            }
        }

        return (
            [.. rungs.Zip(playlists)],
            renditions.Run(work, tracks, playlists[0], [.. playlists.Skip(rungs.Count)], result)
        );
    }

    private static IReadOnlyList<PicturePiece> Pieces(EncodeWork work, Rung rung, IReadOnlyList<long> frames) =>
        rung.IsKept
            ? [new PicturePiece(work.Folder.KeptPath, frames.Sum())]
            : [.. frames.Select((count, chunk) => new PicturePiece(work.Folder.ChunkPath(chunk, rung), count))];

    // Durations are differences of rounded ends, so that the rounding never adds up.
    private static string ConcatList(EncodeWork work, Rung rung, IReadOnlyList<long> frames)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        var (done, begin) = (0L, TimeSpan.Zero);
        foreach (var piece in Pieces(work, rung, frames))
        {
            done += piece.Frames;
            var end = TimeSpan.FromMicroseconds(Math.Round(work.Plan.Chunks.Rate.TimeOf(done).TotalMicroseconds));
            list.Append($"file {Path.GetFileName(piece.Path)}\n");
            list.Append($"duration {FfmpegArguments.Seconds(end - begin)}\n");
            begin = end;
        }

        return list.ToString();
    }

    private static bool IsWhole(ChunkPlan chunks, MediaPlaylist playlist, long frames) =>
        playlist.Segments.Count == chunks.SegmentsIn(frames)
        && (playlist.Duration - chunks.Rate.TimeOf(frames)).Duration() < chunks.Rate.TimeOf(1)
        && (chunks.SegmentStarts is not { } starts || Begins(playlist).Zip(starts).All(b => IsAt(chunks, b)));

    private static IEnumerable<TimeSpan> Begins(MediaPlaylist playlist)
    {
        var begin = TimeSpan.Zero;
        foreach (var segment in playlist.Segments)
        {
            yield return begin;
            begin += segment.Duration;
        }
    }

    private static bool IsAt(ChunkPlan chunks, (TimeSpan Begin, long Frame) segment) =>
        (segment.Begin - chunks.Rate.TimeOf(segment.Frame)).Duration() < chunks.Rate.TimeOf(1);

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    // From the finished picture, where rotation and colours are right.
    private async Task MakePosterAsync(EncodeWork work, long frames, CancellationToken cancellationToken)
    {
        var poster = PosterShot.Of(
            work.Plan.Chunks,
            frames,
            work.Folder.ResultPath(Path.GetFileName(storage.PosterPath(work.Video)))
        );
        var result = await ffmpeg.RunAsync(
            PackageArguments.Poster(work.Folder.ListPath(PosterShot.RungOf(work.Plan)), poster),
            _ => { },
            cancellationToken
        );
        if (SizeOf(poster.Path) == 0)
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
        IReadOnlyList<(Rendition Rendition, MediaPlaylist? Playlist)> others,
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
            TransportStream.CodecOf(Pieces(work, p.Rung, [0])[0].Path) + (hasSound ? ",mp4a.40.2" : "")
        ));
        foreach (var (rung, playlist) in playlists)
        {
            AttemptFolder.Write(work.Folder.ResultPath($"{rung.Name}.m3u8"), playlist.ToString());
        }

        foreach (var (rendition, playlist) in others)
        {
            if (playlist is not null)
            {
                AttemptFolder.Write(work.Folder.ResultPath(rendition.Uri!), playlist.ToString());
            }
        }

        var master = new MultivariantPlaylist([.. variants]) { Renditions = [.. others.Select(o => o.Rendition)] };
        AttemptFolder.Write(work.Folder.ResultPath("master.m3u8"), master.ToString());
    }

    private void RequireRoom(EncodeWork work, FinishedTracks tracks)
    {
        var pictures = work.Plan.Rungs.Sum(rung => Pieces(work, rung, tracks.Frames).Sum(piece => SizeOf(piece.Path)));
        var sounds =
            work.Plan.Rungs.Sum(rung => SizeOf(work.Folder.AudioPath(rung)))
            + tracks.Sounds.Sum(sound => SizeOf(work.Folder.OtherAudioPath(sound.Number)));
        var needed = (long)((pictures + sounds) * 1.05);
        if (storage.FreeBytes is var free && free < needed)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(needed, free));
        }
    }
}
