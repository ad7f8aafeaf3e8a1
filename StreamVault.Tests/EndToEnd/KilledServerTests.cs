using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The server is killed repeatedly, and nothing that it accepted is lost.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class KilledServerTests
{
    private const int FramesPerSecond = 25;

    /// <summary>
    /// The percentages of the job at which the server is killed: three, or the number in STREAMVAULT_TEST_KILLS at random
    /// positions with a fixed seed.
    /// </summary>
    private static double[] KillPoints { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("STREAMVAULT_TEST_KILLS"), out var kills)
            ? [.. RandomPercents(kills).Order()]
            : [10, 35, 60];

    /// <summary>Two chunks per kill, because a job that is interrupted repeatedly without finishing a chunk fails.</summary>
    private static int Seconds { get; } = 50 * KillPoints.Length;

    [Fact]
    public async Task An_encode_resumes_after_every_kill_and_the_result_is_complete()
    {
        await using var server = await ServerProcess.StartAsync();
        var owner = await server.SignInAsync();
        var clip = await Clips.MakeAsync(new Clip(Seconds: Seconds, Rate: $"{FramesPerSecond}"));
        var video = await owner.UploadAsync(clip);

        foreach (var percent in KillPoints)
        {
            await ReachedAsync(owner, video.Id, percent);
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
    public async Task An_accepted_video_survives_a_kill()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        var owner = await server.SignInAsync();
        var video = await owner.UploadAsync(await Clips.SmallAsync(), "Just arrived");

        await server.KillAsync();
        await server.StartAgainAsync();

        var found = await (await server.SignInAsync()).VideoAsync(video.Id);
        found.Should().BeEquivalentTo(video);
    }

    // The steps after video encoding are too short to be observed.
    private static IEnumerable<double> RandomPercents(int count)
    {
        var random = new Random(20);
        return Enumerable.Range(0, count).Select(_ => 1 + 92 * random.NextDouble());
    }

    // Waits until the job is running and has reached this percentage.
    private static async Task ReachedAsync(HttpClient owner, Guid video, double percent)
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
            () => $"The job did not reach {percent} %. Its last state was {job}."
        );
    }
}
