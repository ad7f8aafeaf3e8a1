using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Hls;
using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Packaging;

/// <summary>Joins chunks and sound into encrypted segments, and writes the playlists last.</summary>
internal sealed class PackageStage(VaultStorage storage, SegmentMaker segments, RenditionStage renditions)
{
    /// <param name="work">The attempt.</param>
    /// <param name="tracks">What was made for it.</param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <exception cref="EncodingFailedException">There is no room for it, or what was made is not whole.</exception>
    /// <exception cref="StreamCopyRejectedException">The picture that is kept as it is can't be cut as planned.</exception>
    public async Task<EncodedVideo> RunAsync(EncodeWork work, EncodedTracks tracks, CancellationToken cancellationToken)
    {
        RequireSpace(work, tracks);
        await work.Meter.EnterAsync(
            $"Packaging {string.Join(", ", work.Plan.Rungs.Select(rung => rung.Name))}",
            cancellationToken
        );
        work.Meter.Package(0);
        // Hours of video take a while, in which nothing has to be waited for.
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
        var sounds = RenditionStage.AlternativeAudio(work, tracks).ToList();
        var (done, all) = (
            0L,
            work.Plan.Chunks.SegmentsIn(tracks.Frames.Sum()) * (work.Plan.Rungs.Count + sounds.Count)
        );
        var playlists = work
            .Plan.Rungs.Select(rung => new SegmentedTracks(
                rung.Name,
                VideoChunkFile.Of(work, rung, tracks.Frames),
                tracks.HasAudio ? work.Folder.AudioPath(rung) : null
            ))
            .Concat(sounds)
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

    // Last, so that no playlist ever names a segment that is not there.
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
        var pictures = work.Plan.Rungs.SelectMany(rung => VideoChunkFile.Of(work, rung, tracks.Frames));
        var sounds = tracks.Audio.Skip(1).Select(sound => work.Folder.OtherAudioPath(sound.Number));
        var made = pictures
            .Select(piece => piece.Path)
            .Concat(work.Plan.Rungs.Select(work.Folder.AudioPath))
            .Concat(sounds);
        var needed = (long)(made.Where(File.Exists).Sum(path => new FileInfo(path).Length) * 1.05);
        needed += tracks.Subtitles.Sum(one => one.Bytes);
        if (storage.FreeBytes is var free && free < needed)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(needed, free));
        }
    }
}
