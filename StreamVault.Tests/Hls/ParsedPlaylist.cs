using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Hls;

/// <summary>A playlist parsed by third-party parsers; half of the properties are null, depending on the kind of playlist.</summary>
public sealed record ParsedPlaylist(
    bool? Independent,
    ParsedVariant[]? Variants,
    double? Target,
    bool? Ended,
    string? Type,
    ParsedSegment[]? Segments
)
{
    /// <summary>Reads a playlist with hls-parser in strict mode and with m3u8-parser, which must agree completely.</summary>
    public static async Task<ParsedPlaylist> ReadAsync(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("playlist.m3u8"), text);
        var script = Path.Combine(Repository.Root, "StreamVault.Tests", "Hls", "parse.mjs");
        var said = (await RunProgram.Async("node", script, folder.At("playlist.m3u8"))).Succeeded();
        said.Error.Should().BeEmpty("both parsers accept it");
        var read = JsonSerializer.Deserialize<ParsedPlaylist[]>(said.Output, JsonSerializerOptions.Web)!;
        read[1].Should().BeEquivalentTo(read[0], "hls-parser and m3u8-parser must read the same");
        return read[0];
    }
}

/// <summary>A variant stream.</summary>
public sealed record ParsedVariant(
    string Uri,
    long Bandwidth,
    long Average,
    int Width,
    int Height,
    double Rate,
    string Codecs,
    string[] Sounds,
    string[] Subtitles
);

/// <summary>A segment with its key.</summary>
public sealed record ParsedSegment(string Uri, double Duration, string? Method, string? Key, string? Iv);
