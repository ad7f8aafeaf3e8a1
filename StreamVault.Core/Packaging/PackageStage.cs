using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Hls;
using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Packaging;

/// <summary>Packages chunks and audio into encrypted segments, and writes the playlists last.</summary>
internal sealed class PackageStage(VaultStorage storage, SegmentMaker segments, RenditionStage renditions)
{
    /// <param name="work">The attempt.</param>
    /// <param name="tracks">The encoded tracks.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="EncodingFailedException">There is not enough disk space, or a track is incomplete.</exception>
    /// <exception cref="StreamCopyRejectedException">The stream copy can't be segmented as planned.</exception>
    public async Task<EncodedVideo> RunAsync(EncodeWork work, EncodedTracks tracks, CancellationToken cancellationToken)
    {
        RequireSpace(work, tracks);
        await work.Meter.EnterAsync(
            $"Packaging {string.Join(", ", work.Plan.Rungs.Select(rung => rung.Name))}",
            cancellationToken
        );
        work.Meter.Package(0);
        // Packaging hours of video takes a while and never awaits.
        await Task.Factory.StartNew(
            () => Package(work, tracks, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return new EncodedVideo(
            work.Folder.ResultFolder,
            work.Plan.Chunks.Rate.TimeOf(tracks.Frames.Sum()),
            [.. work.Plan.Rungs.Select(rung => rung.Name)],
            work.Plan.Summary,
            Warnings.Of(work.Plan, tracks)
        )
        {
            OriginalNote = SmallerResult.Of(work.Plan),
        };
    }

    private void Package(EncodeWork work, EncodedTracks tracks, CancellationToken cancellationToken)
    {
        var audio = RenditionStage.AlternativeAudio(work, tracks).ToList();
        var (done, all) = (
            0L,
            work.Plan.Chunks.SegmentsIn(tracks.Frames.Sum()) * (work.Plan.Rungs.Count + audio.Count)
        );
        var playlists = work
            .Plan.Rungs.Select(rung => new SegmentedTracks(
                rung.Name,
                VideoChunkFile.Of(work, rung, tracks.Frames),
                tracks.HasAudio ? work.Folder.AudioPath(rung) : null
            ))
            .Concat(audio)
            .Select(one =>
                segments.Make(
                    work,
                    one,
                    tracks.Frames.Sum(),
                    () => work.Meter.Package((double)++done / all),
                    cancellationToken
                )
            )
            .ToList();
        var others = renditions.Run(work, tracks, playlists[0], [.. playlists.Skip(work.Plan.Rungs.Count)]);
        foreach (
            var segment in playlists.Concat(others.Select(other => other.Playlist)).SelectMany(SegmentsOf).Distinct()
        )
        {
            VaultStorage.Flush(work.Folder.ResultPath(segment.Name));
        }

        WritePlaylists(work, [.. work.Plan.Rungs.Zip(playlists)], others, tracks.HasAudio);
    }

    private static IEnumerable<Segment> SegmentsOf(MediaPlaylist? playlist) => playlist?.Segments ?? [];

    // Last, so that no playlist ever lists a missing segment.
    private static void WritePlaylists(
        EncodeWork work,
        IReadOnlyList<(Rung Rung, MediaPlaylist Playlist)> playlists,
        IReadOnlyList<(Rendition Rendition, MediaPlaylist? Playlist)> others,
        bool hasAudio
    )
    {
        var variants = playlists.Select(p => new VariantStream(
            $"{p.Rung.Name}.m3u8",
            PeakRate.BitsPerSecond(p.Playlist),
            PeakRate.AverageBitsPerSecond(p.Playlist),
            p.Rung.Width,
            p.Rung.Height,
            work.Plan.Chunks.Rate.PerSecond,
            TransportStream.CodecOf(VideoChunkFile.Of(work, p.Rung, [0])[0].Path) + (hasAudio ? ",mp4a.40.2" : "")
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

    private void RequireSpace(EncodeWork work, EncodedTracks tracks)
    {
        var videos = work.Plan.Rungs.SelectMany(rung => VideoChunkFile.Of(work, rung, tracks.Frames));
        var audio = tracks.Audio.Skip(1).Select(track => work.Folder.OtherAudioPath(track.Number));
        var files = videos
            .Select(chunk => chunk.Path)
            .Concat(work.Plan.Rungs.Select(work.Folder.AudioPath))
            .Concat(audio);
        var needed = (long)(files.Where(File.Exists).Sum(path => new FileInfo(path).Length) * 1.05);
        needed += tracks.Subtitles.Sum(one => one.Bytes);
        if (storage.FreeBytes is var free && free < needed)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(needed, free));
        }
    }
}
