using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Counts frames by decoding all of them, because headers can be wrong.</summary>
public static class FrameCount
{
    /// <summary>The number of frames of the first video track. Fails if any of them can't be decoded.</summary>
    /// <param name="input">A file or an address.</param>
    /// <param name="options">FFprobe's options for the input.</param>
    public static async Task<int> ByDecodingAsync(string input, params string[] options)
    {
        string[] count = ["-v", "error", "-count_frames", "-select_streams", "v:0", .. options];
        string[] show = ["-show_entries", "stream=nb_read_frames", "-of", "default=nk=1:nw=1", input];
        var result = (await RunProgram.Async("ffprobe", [.. count, .. show])).Succeeded();
        result.Error.Should().BeEmpty("an intact video decodes without errors");
        // For a playlist, FFprobe prints the number for the program and for the stream.
        return int.Parse(result.Output.Split('\n')[0], CultureInfo.InvariantCulture);
    }
}
