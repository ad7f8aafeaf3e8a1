using Xunit.Sdk;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Tests that need FFmpeg, a server process or a browser can't be in the fast tier.</summary>
public sealed class FastTierTests
{
    [FastTierTheory]
    [InlineData("ffmpeg")]
    [InlineData("ffprobe")]
    [InlineData("chromium")]
    [InlineData("mpv")]
    public async Task Rejects_a_test_that_starts_another_program(string program)
    {
        var folder = new TemporaryFolder();

        var result = await RunProgram.Async(program, folder.At("clip.mp4"));

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain(program).And.Contain("Tier.Media");
        folder.Invoking(used => used.Dispose()).Should().Throw<XunitException>("nobody may have noticed the start");
    }

    [FastTierFact]
    public async Task Rejects_a_test_that_starts_the_built_program()
    {
        using var folder = new TemporaryFolder();
        var start = () => ServerStart.TryAsync(folder.FullName, "http://127.0.0.1:0");

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*Tier.Media*");
    }
}

/// <summary>A theory about runs of the fast tier.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FastTierTheoryAttribute : TheoryAttribute
{
    public FastTierTheoryAttribute() => Skip = FastTier.ReasonAgainst;
}

/// <summary>A test about runs of the fast tier.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FastTierFactAttribute : FactAttribute
{
    public FastTierFactAttribute() => Skip = FastTier.ReasonAgainst;
}
