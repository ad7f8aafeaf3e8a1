using StreamVault.Core.Media;
using StreamVault.Core.Packaging;
using StreamVault.Tests.Encoding.Planning;

namespace StreamVault.Tests.Packaging;

public sealed class ResultArgumentsTests
{
    private static readonly VideoTrack FullHd = new(1, "h264", 1920, 1080);

    [Fact]
    public void The_poster_of_a_long_video_is_a_key_frame() =>
        Poster(900)
            .Should()
            .Be(
                "-skip_frame nokey -f concat -i file:/l -map 0:v:0 "
                    + "-vf setpts=PTS-STARTPTS,trim=start=3.003000,framestep=1,scale='min(1280,iw)':-2,thumbnail=5 "
                    + "-frames:v 1 -q:v 3 -f image2 -update 1 file:/p.jpg"
            );

    [Fact]
    public void The_poster_of_a_short_video_is_chosen_from_all_frames() =>
        Poster(300)
            .Should()
            .StartWith("-f concat -i file:/l -map 0:v:0")
            .And.Contain("trim=start=1.001000,framestep=4,")
            .And.Contain(",thumbnail=15 ");

    private static string Poster(long frames) =>
        string.Join(' ', ResultArguments.Poster("/l", PosterFrame.Of(Plans.Of(FullHd).Chunks, frames, "/p.jpg")));
}
