using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Tests.Encoding.Planning;

/// <summary>Plans for normal sources.</summary>
internal static class Plans
{
    /// <summary>29.97 fps in chunks of six segments of four seconds, without audio.</summary>
    public static EncodePlan Of(VideoTrack video, double seconds = 60) =>
        new(
            "",
            video,
            null,
            Ladder.For(video, EncodingProfile.Capped, ultraHd: false),
            ChunkPlan.Make(
                new FrameRate(30_000, 1001),
                TimeSpan.FromSeconds(seconds),
                null,
                TimeSpan.FromSeconds(4),
                6
            ),
            ReadsCopy: false,
            ToneMap: false,
            EncodingProfile.Capped,
            Threads: 4,
            "",
            null
        );
}
