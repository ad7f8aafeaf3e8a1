using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Entities;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

[Trait(Tier.Name, Tier.Media)]
public sealed class ChunkMemoryTests
{
    /// <summary>The memory setting depends on this estimate.</summary>
    [Theory]
    [InlineData(1280, 720)]
    [InlineData(854, 480)]
    public async Task Estimates_the_memory_of_a_chunk_closely_and_not_too_low(int width, int height)
    {
        // The default preset, because a faster one has a shorter lookahead and holds fewer frames.
        await using var vault = await EncodingVault.OpenAsync(("Encoding:Preset", "Medium"));
        await vault.StartAsync();
        var video = await vault.AcceptAsync(await Clips.MakeAsync(new Clip(width, height, 5)));

        var highest = 0L;
        await Until.TrueAsync(
            async () =>
            {
                highest = Math.Max(highest, Highest($"{vault.Storage.WorkFolder(video)}/", "c0000_480p.ts.part"));
                return (await vault.VideoAsync(video)).Status is VideoStatus.Ready or VideoStatus.Failed;
            },
            Until.Encoded
        );

        var counted = ChunkMemory.Of(Plans.Of(new VideoTrack(0, "h264", width, height)));
        highest.Should().BeInRange(counted * 6 / 10, counted);
    }

    // VmHWM (proc_pid_status(5)), in bytes, of the program that has both in its command line.
    private static long Highest(params string[] named) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Select(process =>
            {
                try
                {
                    var command = File.ReadAllText(Path.Combine(process, "cmdline"));
                    return named.All(command.Contains)
                        ? File.ReadLines(Path.Combine(process, "status"))
                            .Where(line => line.StartsWith("VmHWM:"))
                            .Select(line =>
                                1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2])
                            )
                            .FirstOrDefault()
                        : 0;
                }
                catch (IOException)
                {
                    // It has exited.
                    return 0;
                }
            })
            .Max();
}
