using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging.TransportStreams;

[Trait(Tier.Name, Tier.Media)]
public sealed class TransportWriterTests
{
    /// <summary>Frames of one to many packets, and with every length of the last packet.</summary>
    [Fact]
    public async Task FFmpeg_reads_frames_as_they_were_written()
    {
        var clip = await PicturesAsync();

        var written = Clips.Write("written.ts", Write(clip, 1));

        (await PacketsOfAsync(written)).Should().Equal(await PacketsOfAsync(clip)).And.HaveCount(200);
        TransportStream.Read(written).Should().BeEquivalentTo(TransportStream.Read(clip));
    }

    [Fact]
    public async Task Written_audio_has_the_same_timestamps_when_read()
    {
        var audio = await Clips.MakeAsync(
            "writer.aac",
            ["-f", "lavfi", "-i", "anoisesrc=d=1:r=48000:seed=1", "-c:a", "aac"]
        );
        var writer = new TransportWriter(hasVideo: false, hasAudio: true);
        using var output = new MemoryStream();
        writer.StartOutput(output);
        using var frames = new AdtsFrames(audio);
        while (frames.Read())
        {
            writer.WriteAudio(frames.Frame, 180_000 + (frames.Count - 1) * 1920);
        }

        var packets = await PacketsOfAsync(Clips.Write("audio.ts", output.ToArray()));

        packets.Should().HaveCount((int)frames.Count);
        packets
            .Select(packet => long.Parse(packet.Split(',')[2]))
            .Should()
            .Equal(Enumerable.Range(0, packets.Count).Select(i => 180_000L + i * 1920));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_output_starts_with_the_tables_and_continues_the_counters(int outputs)
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
    public async Task The_tables_equal_those_of_FFmpeg(bool hasVideo, bool hasAudio)
    {
        var path = await Clips.MakeAsync(
            $"tables-{hasVideo}-{hasAudio}.ts",
            [
                .. hasVideo ? (string[])["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"] : [],
                .. hasAudio ? (string[])["-f", "lavfi", "-i", "sine=sample_rate=48000:d=0.2"] : [],
                .. (string[])["-c:v", "libx264", "-c:a", "aac"],
                // The same PID as beside a video.
                .. hasVideo ? [] : (string[])["-streamid", $"0:{ProgramTables.AudioTrack}"],
            ]
        );
        var written = (await File.ReadAllBytesAsync(path)).Chunk(TransportStream.PacketBytes).ToList();

        Table(written, ProgramTables.ProgramsTrack).Should().StartWith(ProgramTables.Programs);
        Table(written, ProgramTables.TracksTrack).Should().StartWith(ProgramTables.Tracks(hasVideo, hasAudio));
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
        var writer = new TransportWriter(hasVideo: true, hasAudio: false);
        using var all = new MemoryStream();
        var (count, each) = (0, 200 / outputs);
        foreach (var frame in AccessUnit.ReadAll(clip))
        {
            if (count++ % each == 0 && count <= each * outputs)
            {
                writer.StartOutput(all);
            }

            writer.WriteFrame(
                frame.Data.Span,
                frame.ShownAt!.Value,
                frame.DecodedAt ?? frame.ShownAt.Value,
                frame.IsKey
            );
        }

        return all.ToArray();
    }

    // Track, decoding and presentation time, duration, size and hash.
    private static async Task<IReadOnlyList<string>> PacketsOfAsync(string file)
    {
        string[] copy = ["-nostdin", "-v", "warning", "-copyts", "-i", file, "-c", "copy", "-f", "framemd5", "-"];
        var said = (await RunProgram.Async("ffmpeg", copy)).Succeeded();
        said.Error.Should().BeEmpty();
        return [.. said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
