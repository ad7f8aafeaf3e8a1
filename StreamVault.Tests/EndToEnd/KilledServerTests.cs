using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The power goes, again and again, and nothing that was accepted is lost.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class KilledServerTests
{
    private const int FramesPerSecond = 25;

    /// <summary>
    /// At how many percent of the job the server is killed: three times, or as often as STREAMVAULT_TEST_KILLS says, at
    /// moments drawn from a fixed seed.
    /// </summary>
    private static double[] Moments { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("STREAMVAULT_TEST_KILLS"), out var kills)
            ? [.. RandomPercents(kills).Order()]
            : [10, 35, 60];

    /// <summary>Two chunks for each kill, since what dies again and again without finishing any is given up.</summary>
    private static int Seconds { get; } = 50 * Moments.Length;

    [Fact]
    public async Task An_encode_goes_on_after_every_kill_and_its_result_is_whole()
    {
        await using var server = await ServerProcess.StartAsync();
        var owner = await server.SignInAsync();
        var clip = await Clips.MakeAsync(new Clip(Seconds: Seconds, Rate: $"{FramesPerSecond}"));
        var video = await owner.UploadAsync(clip);

        foreach (var percent in Moments)
        {
            await PastAsync(owner, video.Id, percent);
            await server.KillAsync();
            await Until.TrueAsync(
                () => server.ChildrenNamed("ffmpeg").Count == 0,
                because: () => "FFmpeg outlived the server that started it."
            );
            await server.StartAgainAsync();
            owner = await server.SignInAsync();
        }

        var ready = await owner.ReadyAsync(video.Id);

        ready.DurationSeconds.Should().BeApproximately(Seconds, 0.1);
        (await owner.JobAsync(video.Id)).Attempts.Should().Be(1, "the server died, but the video never failed");
        var token = await owner.MakeTokenAsync(video.Id);
        (await FrameCount.ByDecodingAsync($"{token.Url}")).Should().Be(Seconds * FramesPerSecond);
        server.ChildrenNamed("ffmpeg").Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(server.DataPath, "work")).Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(server.DataPath, "uploads")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_video_that_was_accepted_is_there_after_a_kill()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        var owner = await server.SignInAsync();
        var video = await owner.UploadAsync(await Clips.SmallAsync(), "Just arrived");

        await server.KillAsync();
        await server.StartAgainAsync();

        var found = await (await server.SignInAsync()).VideoAsync(video.Id);
        found.Should().BeEquivalentTo(video);
    }

    // What comes after the picture is over sooner than a test can look.
    private static IEnumerable<double> RandomPercents(int count)
    {
        var random = new Random(20);
        return Enumerable.Range(0, count).Select(_ => 1 + 92 * random.NextDouble());
    }

    // The job is at work and has come this far.
    private static async Task PastAsync(HttpClient owner, Guid video, double percent)
    {
        JobJson? job = null;
        await Until.TrueAsync(
            async () =>
            {
                job = await owner.JobAsync(video);
                job.Status.Should().BeOneOf("queued", "processing");
                return job.Status == "processing" && job.Progress >= percent;
            },
            Until.Encoded,
            () => $"{percent} % of the job were wanted; it was last seen as {job}."
        );
    }
}
