using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using static StreamVault.Tests.Encoding.InputOptions;

namespace StreamVault.Tests.Encoding.Audio;

public sealed class AudioArgumentsTests
{
    private const string Levels =
        "aresample=8000,asetnsamples=n=8000:p=0,astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
        + "ametadata=mode=print:key=lavfi.astats.Overall.RMS_level:file=";

    [Fact]
    public void Audio_is_encoded_whole_once_per_rung_and_as_long_as_the_video() =>
        Line(
                AudioArguments.For(
                    Plans.Of(new VideoTrack(1, "h264", 1920, 1080)),
                    new AudioTrack(2, "opus"),
                    TimeSpan.FromSeconds(60.06),
                    "/v/source",
                    [new AudioOutput("/v/1080p.part", 128), new AudioOutput("/v/480p.part", 64)],
                    new AudioMeasurementFiles("/v/count", "/v/decoded", "/v/encoded")
                )
            )
            .Should()
            .Be(
                $"{Limits} -i file:/v/source -filter_complex [0:2]asplit=2[s][c];[s]aresample=48000:async=1:min_hard_comp=0.1:first_pts=0,"
                    + "aformat=sample_fmts=fltp:channel_layouts=stereo,apad,atrim=end=60.060000,asplit=3[a0][a1][m];"
                    + $"[m]{Levels}/v/encoded,anullsink;[c]{Levels}/v/decoded,aformat=channel_layouts=mono,asetnsamples=n=80000:p=0[n] "
                    + "-map_metadata -1 -map_chapters -1 "
                    + "-map [a0] -c:a aac -b:a 128k -f adts file:/v/1080p.part "
                    + "-map [a1] -c:a aac -b:a 64k -f adts file:/v/480p.part "
                    + "-map [n] -c:a pcm_s16le -f framecrc file:/v/count"
            );
}
