using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Counts pictures by looking at them all, since no header can be trusted to tell.</summary>
public static class FrameCount
{
    /// <summary>Frames of the first picture track, each decoded without an error.</summary>
    /// <param name="input">A file or an address.</param>
    /// <param name="options">FFprobe's options for the input.</param>
    public static async Task<int> ByDecodingAsync(string input, params string[] options)
    {
        string[] count = ["-v", "error", "-count_frames", "-select_streams", "v:0", .. options];
        string[] show = ["-show_entries", "stream=nb_read_frames", "-of", "default=nk=1:nw=1", input];
        var result = (await RunProgram.Async("ffprobe", [.. count, .. show])).Succeeded();
        result.Error.Should().BeEmpty("a whole video decodes without a word");
        // A playlist tells the number once for its programs and once for the stream.
        return int.Parse(result.Output.Split('\n')[0], CultureInfo.InvariantCulture);
    }
}
