using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Where the coded pictures and sounds lie in a file, so that a test can spoil some and leave the rest.</summary>
/// <param name="Position">Its first byte.</param>
/// <param name="Size">How many bytes it has.</param>
public readonly record struct Packets(int Position, int Size)
{
    /// <summary>The packets of a track, in the file's order.</summary>
    /// <param name="file">The file.</param>
    /// <param name="track">As FFprobe selects it: <c>v:0</c>.</param>
    public static async Task<IReadOnlyList<Packets>> OfAsync(string file, string track)
    {
        string[] ask = ["-v", "error", "-select_streams", track, "-show_entries", "packet=pos,size", "-of", "csv=p=0"];
        var said = (await RunProgram.Async("ffprobe", [.. ask, file])).Succeeded();
        return
        [
            .. said
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(','))
                // Several sounds may share one packet of the container; only the first of them has a place in the file.
                .Where(fields => fields[1] != "N/A")
                .Select(fields => new Packets(Number(fields[1]), Number(fields[0]))),
        ];
    }

    /// <summary>The file with zeros in place of a part of a track's packets.</summary>
    /// <param name="file">The file.</param>
    /// <param name="track">The track.</param>
    /// <param name="from">Where in the track zeros begin, 0 to 1.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="name">What the new file is called.</param>
    public static async Task<string> SpoilAsync(string file, string track, double from, double to, string name)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var packets = await OfAsync(file, track);
        // A block's own few bytes, which Matroska counts in: without them the file itself would have a hole.
        var header = Path.GetExtension(file) == ".mkv" ? 8 : 0;
        foreach (var packet in packets.Skip((int)(from * packets.Count)).Take((int)((to - from) * packets.Count)))
        {
            bytes.AsSpan(packet.Position + header, Math.Max(0, packet.Size - header)).Clear();
        }

        return Clips.Write(name, bytes);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
