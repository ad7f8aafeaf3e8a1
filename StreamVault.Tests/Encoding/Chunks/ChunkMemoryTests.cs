using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Entities;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

[Trait(Tier.Name, Tier.Media)]
public sealed class ChunkMemoryTests
{
    /// <summary>The setting that bounds the encoders' memory is worth what this count is worth.</summary>
    [Theory]
    [InlineData(1280, 720)]
    [InlineData(854, 480)]
    public async Task A_chunk_takes_no_more_memory_than_is_counted_for_it_and_not_much_less(int width, int height)
    {
        // As people have it: a quick encoder would look less far ahead and hold fewer pictures.
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
                    // It has ended.
                    return 0;
                }
            })
            .Max();
}
