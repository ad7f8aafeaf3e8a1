using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>The position of an encoded packet in a file, so that a test can damage it.</summary>
/// <param name="Position">The position of its first byte.</param>
/// <param name="Size">Its size in bytes.</param>
public readonly record struct Packets(int Position, int Size)
{
    /// <summary>The packets of a track, in file order.</summary>
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
                // Several audio packets may share a container packet. Only the first one has a position.
                .Where(fields => fields[1] != "N/A")
                .Select(fields => new Packets(Number(fields[1]), Number(fields[0]))),
        ];
    }

    /// <summary>A copy of the file in which some packets of a track are replaced with zeros.</summary>
    /// <param name="file">The file.</param>
    /// <param name="track">The track.</param>
    /// <param name="from">Where in the track the zeros start, 0 to 1.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="name">The name of the new file.</param>
    public static async Task<string> SpoilAsync(string file, string track, double from, double to, string name)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var packets = await OfAsync(file, track);
        // In Matroska, the size includes the block header, which must stay intact.
        var header = Path.GetExtension(file) == ".mkv" ? 8 : 0;
        foreach (var packet in packets.Skip((int)(from * packets.Count)).Take((int)((to - from) * packets.Count)))
        {
            bytes.AsSpan(packet.Position + header, Math.Max(0, packet.Size - header)).Clear();
        }

        return Clips.Write(name, bytes);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
