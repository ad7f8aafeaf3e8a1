using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Hls;
using StreamVault.Core.Media;

namespace StreamVault.Core.Packaging;

/// <summary>Makes the renditions that a viewer can choose with any quality: alternative audio and subtitles.</summary>
internal sealed class RenditionStage(SegmentMaker segments)
{
    /// <summary>The prefix of an alternative audio track's file names; its number follows.</summary>
    public const string AlternativeAudioPrefix = "audio_";

    // All audio is mixed down to stereo.
    private const int Channels = 2;

    /// <summary>The alternative audio tracks to segment along with the video.</summary>
    public static IEnumerable<SegmentedTracks> AlternativeAudio(EncodeWork work, EncodedTracks tracks) =>
        Selectable(tracks)
            .Skip(1)
            .Select(track => new SegmentedTracks(NameOf(track.Number), [], work.Folder.OtherAudioPath(track.Number)));

    /// <param name="work">The attempt.</param>
    /// <param name="tracks">The encoded tracks.</param>
    /// <param name="video">The playlist of a video, whose segments determine those of subtitles.</param>
    /// <param name="audio">The playlists of <see cref="AlternativeAudio"/>.</param>
    /// <returns>The renditions with their playlists; the audio inside the variants has none. Empty if there is nothing to choose.</returns>
    public IReadOnlyList<(Rendition Rendition, MediaPlaylist? Playlist)> Run(
        EncodeWork work,
        EncodedTracks tracks,
        MediaPlaylist video,
        IReadOnlyList<MediaPlaylist> audio
    ) =>
        [
            .. AudioRenditions(Selectable(tracks), audio),
            .. Subtitles(work, [.. tracks.Subtitles.Where(one => one.OmissionReason is null)], video),
        ];

    // The default track comes first; without it, no audio is offered.
    private static List<EncodedAudio> Selectable(EncodedTracks tracks) =>
        tracks.Audio.Where(track => track.HasAudio).ToList() is [{ Number: 0 }, _, ..] audio ? audio : [];

    private static List<(Rendition, MediaPlaylist?)> AudioRenditions(
        List<EncodedAudio> audio,
        IReadOnlyList<MediaPlaylist> playlists
    )
    {
        var made = new List<(Rendition, MediaPlaylist?)>();
        var names = RenditionNames.Of(
            [.. audio.Select(track => (track.Track.Title, track.Track.Language))],
            RenditionKind.Audio
        );
        var languages = new HashSet<string?> { null };
        foreach (var (track, name) in audio.Zip(names))
        {
            var language = RenditionNames.Language(track.Track.Language);
            var playlist = track.Number == 0 ? null : playlists[made.Count - 1];
            made.Add(
                (
                    Rendition(RenditionKind.Audio, name, language, NameOf(track.Number), playlist) with
                    {
                        IsDefault = track.Number == 0,
                        // A player can't choose between two tracks of the same language.
                        IsAutoselected = languages.Add(language) || track.Number == 0,
                        Channels = Channels,
                    },
                    playlist
                )
            );
        }

        return made;
    }

    private List<(Rendition, MediaPlaylist?)> Subtitles(
        EncodeWork work,
        IReadOnlyList<ExtractedSubtitles> subtitles,
        MediaPlaylist video
    )
    {
        var names = RenditionNames.Of(
            [.. subtitles.Select(s => (s.Track.Title, s.Track.Language))],
            RenditionKind.Subtitles
        );
        var made = new List<(Rendition, MediaPlaylist?)>();
        var languages = new HashSet<(string?, bool)> { (null, false) };
        foreach (var (track, name) in subtitles.Zip(names))
        {
            var language = RenditionNames.Language(track.Track.Language);
            var file = $"subtitle_{made.Count + 1}";
            var playlist = segments.Make(work, Cut(file, track.Cues, video));
            made.Add(
                (
                    Rendition(RenditionKind.Subtitles, name, language, file, playlist) with
                    {
                        IsForced = track.Track.Forced,
                        IsAutoselected = languages.Add((language, track.Track.Forced)) || track.Track.Forced,
                    },
                    playlist
                )
            );
        }

        return made;
    }

    // With the same segments as the video, so that players stay at the same position in both.
    private static IEnumerable<(string Name, TimeSpan Duration, string Text)> Cut(
        string file,
        IReadOnlyList<WebVttCue> cues,
        MediaPlaylist video
    )
    {
        var from = TimeSpan.Zero;
        for (var i = 0; i < video.Segments.Count; i++)
        {
            var to = from + video.Segments[i].Duration;
            yield return ($"{file}_{i:000}.vtt", to - from, WebVtt.Segment(cues, from, to, SegmentTime.Begin));
            from = to;
        }
    }

    private static Rendition Rendition(
        RenditionKind kind,
        string name,
        string? language,
        string file,
        MediaPlaylist? playlist
    ) =>
        new(kind, name, language, playlist is null ? null : $"{file}.m3u8")
        {
            Bandwidth = playlist is null ? 0 : PeakRate.BitsPerSecond(playlist),
            AverageBandwidth = playlist is null ? 0 : PeakRate.AverageBitsPerSecond(playlist),
        };

    private static string NameOf(int track) => $"{AlternativeAudioPrefix}{track}";
}
