using StreamVault.Core.Encoding;

namespace StreamVault.Tests.Encoding;

public sealed class PackageArgumentsTests
{
    private static readonly PictureTrack FullHd = new(1, "h264", 1920, 1080);

    [Fact]
    public void Packaging_copies_and_cuts_on_the_real_grid() =>
        Package(Tracks("1080p", "/w/1080p.ffconcat", "/w/audio_1080p.m4a"))
            .Should()
            .Be(
                "-f concat -i file:/w/1080p.ffconcat -i file:/w/audio_1080p.m4a -map 0:v:0 -map 1:a:0 -c copy -output_ts_offset 0.600000 "
                    + "-f hls -hls_time 4.004000 -hls_playlist_type vod -hls_list_size 0 "
                    + "-hls_flags independent_segments -hls_segment_type mpegts -hls_key_info_file /w/1080p.keyinfo "
                    + "-hls_segment_filename /w/result/1080p_%03d.ts file:/w/1080p.ffmpeg.m3u8 "
                    + "-map 0:v:0 -map 1:a:0 -c copy -f streamhash -hash murmur3 file:/w/1080p.hash"
            );

    [Fact]
    public void A_silent_video_is_packaged_without_sound() =>
        Package(Tracks("480p", "/l", null))
            .Should()
            .StartWith("-f concat -i file:/l -map 0:v:0 -c copy -output_ts_offset 0.600000 -f hls");

    [Fact]
    public void Everything_is_packaged_by_one_program_each_from_inputs_of_its_own() =>
        Package(Tracks("720p", "/l720", "/a720"), Tracks("480p", "/l480", "/a480"), Tracks("audio_1", null, "/a1"))
            .Should()
            .StartWith(
                "-f concat -i file:/l720 -i file:/a720 -f concat -i file:/l480 -i file:/a480 -i file:/a1 -map 0:v:0 -map 1:a:0"
            )
            .And.Contain("file:/w/720p.hash -map 2:v:0 -map 3:a:0 -c copy")
            .And.Contain("file:/w/480p.hash -map 4:a:0 -c copy");

    [Fact]
    public void A_long_video_s_poster_is_one_of_its_key_pictures() =>
        Poster(900)
            .Should()
            .Be(
                "-skip_frame nokey -f concat -i file:/l -map 0:v:0 "
                    + "-vf setpts=PTS-STARTPTS,trim=start=3.003000,framestep=1,scale='min(1280,iw)':-2,thumbnail=5 "
                    + "-frames:v 1 -q:v 3 -f image2 -update 1 file:/p.jpg"
            );

    [Fact]
    public void A_short_video_has_too_few_key_pictures_to_choose_from() =>
        Poster(300)
            .Should()
            .StartWith("-f concat -i file:/l -map 0:v:0")
            .And.Contain("trim=start=1.001000,framestep=4,")
            .And.Contain(",thumbnail=15 ");

    private static string Poster(long frames) =>
        string.Join(' ', PackageArguments.Poster("/l", PosterShot.Of(Plans.Of(FullHd).Chunks, frames, "/p.jpg")));

    private static SegmentedTracks Tracks(string name, string? list, string? audio) =>
        new(name, list, audio, Plans.Of(FullHd).Chunks.SegmentTime);

    private static string Package(params SegmentedTracks[] all) =>
        string.Join(' ', PackageArguments.Package(all, new AttemptFolder("/w")));
}
