using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Hls;
using StreamVault.Core.Media;

namespace StreamVault.Core.Packaging;

/// <summary>Makes what a viewer can choose along with any quality: further sound tracks, and subtitles.</summary>
internal sealed class RenditionStage(SegmentMaker segments)
{
    /// <summary>What the names of a further sound track's files begin with; its number follows.</summary>
    public const string AlternativeAudioPrefix = "audio_";

    // All sound is mixed down to that.
    private const int Channels = 2;

    /// <summary>What of that is to be cut into segments together with the picture.</summary>
    public static IEnumerable<SegmentedTracks> AlternativeAudio(EncodeWork work, EncodedTracks tracks) =>
        ToChoose(tracks)
            .Skip(1)
            .Select(sound => new SegmentedTracks(NameOf(sound.Number), [], work.Folder.OtherAudioPath(sound.Number)));

    /// <param name="work">The attempt.</param>
    /// <param name="tracks">What was made for it.</param>
    /// <param name="picture">The playlist of a picture, along whose segments subtitles are cut.</param>
    /// <param name="sounds">The playlists of <see cref="AlternativeAudio"/>.</param>
    /// <returns>Each with its playlist; the sound inside the variants has none. Nothing if there is nothing to choose.</returns>
    public IReadOnlyList<(Rendition Rendition, MediaPlaylist? Playlist)> Run(
        EncodeWork work,
        EncodedTracks tracks,
        MediaPlaylist picture,
        IReadOnlyList<MediaPlaylist> sounds
    ) =>
        [
            .. AudioRenditions(ToChoose(tracks), sounds),
            .. Subtitles(work, [.. tracks.Subtitles.Where(one => one.OmittedTracks is null)], picture),
        ];

    // That of the picture comes first; where there is none, nothing is offered.
    private static List<EncodedAudio> ToChoose(EncodedTracks tracks) =>
        tracks.Audio.Where(sound => sound.HasAudio).ToList() is [{ Number: 0 }, _, ..] sounds ? sounds : [];

    private static List<(Rendition, MediaPlaylist?)> AudioRenditions(
        List<EncodedAudio> sounds,
        IReadOnlyList<MediaPlaylist> playlists
    )
    {
        var made = new List<(Rendition, MediaPlaylist?)>();
        var names = RenditionNames.Of(
            [.. sounds.Select(sound => (sound.Track.Title, sound.Track.Language))],
            RenditionKind.Audio
        );
        var languages = new HashSet<string?> { null };
        foreach (var (sound, name) in sounds.Zip(names))
        {
            var language = RenditionNames.Language(sound.Track.Language);
            var playlist = sound.Number == 0 ? null : playlists[made.Count - 1];
            made.Add(
                (
                    Rendition(RenditionKind.Audio, name, language, NameOf(sound.Number), playlist) with
                    {
                        IsDefault = sound.Number == 0,
                        // Of two in one language a player can't know which is meant.
                        IsAutoselected = languages.Add(language) || sound.Number == 0,
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
        MediaPlaylist picture
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
            var playlist = segments.Make(work, Cut(file, track.Cues, picture));
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

    // Along the segments of the picture, so that a player that fetches one of each is at the same place in both.
    private static IEnumerable<(string Name, TimeSpan Duration, string Text)> Cut(
        string file,
        IReadOnlyList<WebVttCue> cues,
        MediaPlaylist picture
    )
    {
        var from = TimeSpan.Zero;
        for (var i = 0; i < picture.Segments.Count; i++)
        {
            var to = from + picture.Segments[i].Duration;
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

    private static string NameOf(int sound) => $"{AlternativeAudioPrefix}{sound}";
}
