using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging.TransportStreams;

[Trait(Tier.Name, Tier.Media)]
public sealed class TransportWriterTests
{
    /// <summary>Pictures from one packet to many, and of every length that a last packet can have.</summary>
    [Fact]
    public async Task What_is_written_is_read_by_FFmpeg_as_it_was()
    {
        var clip = await PicturesAsync();

        var written = Clips.Write("written.ts", Write(clip, 1));

        (await PacketsOfAsync(written)).Should().Equal(await PacketsOfAsync(clip)).And.HaveCount(200);
        TransportStream.Read(written).Should().BeEquivalentTo(TransportStream.Read(clip));
    }

    [Fact]
    public async Task Sound_is_read_as_it_was_at_its_time()
    {
        var sound = await Clips.MakeAsync(
            "writer.aac",
            ["-f", "lavfi", "-i", "anoisesrc=d=1:r=48000:seed=1", "-c:a", "aac"]
        );
        var writer = new TransportWriter(hasPicture: false, hasSound: true);
        using var output = new MemoryStream();
        writer.GoOnIn(output);
        using var frames = new AdtsFrames(sound);
        while (frames.Read())
        {
            writer.WriteSound(frames.Frame, 180_000 + (frames.Count - 1) * 1920);
        }

        var packets = await PacketsOfAsync(Clips.Write("sound.ts", output.ToArray()));

        packets.Should().HaveCount((int)frames.Count);
        packets
            .Select(packet => long.Parse(packet.Split(',')[2]))
            .Should()
            .Equal(Enumerable.Range(0, packets.Count).Select(i => 180_000L + i * 1920));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_output_begins_with_the_tables_and_the_counters_run_on_over_all(int outputs)
    {
        var bytes = Write(await PicturesAsync(), outputs);
        var counters = new Dictionary<int, int>();
        var tables = 0;

        foreach (var packet in bytes.Chunk(TransportStream.PacketBytes))
        {
            packet[0].Should().Be(TransportStream.SyncByte);
            var track = (packet[1] & 0x1F) << 8 | packet[2];
            var counter = packet[3] & 0xF;
            if (counters.TryGetValue(track, out var before))
            {
                counter.Should().Be((before + 1) & 0xF);
            }

            counters[track] = counter;
            tables += track is ProgramTables.ProgramsTrack or ProgramTables.TracksTrack ? 1 : 0;
        }

        tables.Should().Be(2 * outputs);
        counters
            .Keys.Should()
            .BeEquivalentTo([ProgramTables.ProgramsTrack, ProgramTables.TracksTrack, ProgramTables.VideoTrack]);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_tables_are_those_that_FFmpeg_writes(bool hasPicture, bool hasSound)
    {
        var path = await Clips.MakeAsync(
            $"tables-{hasPicture}-{hasSound}.ts",
            [
                .. hasPicture ? (string[])["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"] : [],
                .. hasSound ? (string[])["-f", "lavfi", "-i", "sine=sample_rate=48000:d=0.2"] : [],
                .. (string[])["-c:v", "libx264", "-c:a", "aac"],
                // Numbered as beside a picture.
                .. hasPicture ? [] : (string[])["-streamid", $"0:{ProgramTables.AudioTrack}"],
            ]
        );
        var written = (await File.ReadAllBytesAsync(path)).Chunk(TransportStream.PacketBytes).ToList();

        Table(written, ProgramTables.ProgramsTrack).Should().StartWith(ProgramTables.Programs);
        Table(written, ProgramTables.TracksTrack).Should().StartWith(ProgramTables.Tracks(hasPicture, hasSound));
    }

    private static IEnumerable<byte> Table(List<byte[]> packets, int track) =>
        packets.First(packet => ((packet[1] & 0x1F) << 8 | packet[2]) == track).Skip(4);

    private static Task<string> PicturesAsync() =>
        Clips.MakeAsync(
            "pictures.ts",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=8", "-pix_fmt", "yuv420p"],
                .. (string[])["-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "40"],
            ]
        );

    private static byte[] Write(string clip, int outputs)
    {
        var writer = new TransportWriter(hasPicture: true, hasSound: false);
        using var all = new MemoryStream();
        var (count, each) = (0, 200 / outputs);
        foreach (var picture in AccessUnit.In(clip))
        {
            if (count++ % each == 0 && count <= each * outputs)
            {
                writer.GoOnIn(all);
            }

            writer.WritePicture(
                picture.Data.Span,
                picture.ShownAt!.Value,
                picture.DecodedAt ?? picture.ShownAt.Value,
                picture.IsKey
            );
        }

        return all.ToArray();
    }

    // Track, when it is decoded and shown, how long it lasts, its size and hash.
    private static async Task<IReadOnlyList<string>> PacketsOfAsync(string file)
    {
        string[] copy = ["-nostdin", "-v", "warning", "-copyts", "-i", file, "-c", "copy", "-f", "framemd5", "-"];
        var said = (await RunProgram.Async("ffmpeg", copy)).Succeeded();
        said.Error.Should().BeEmpty();
        return [.. said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
