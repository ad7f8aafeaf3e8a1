namespace StreamVault.Tests.Infrastructure;

/// <summary>Files that look like videos and are not whole.</summary>
public static class BrokenClips
{
    /// <summary>An MP4 whose table of contents is right and whose pictures are noise: it can be probed, not decoded.</summary>
    public static async Task<string> UndecodableAsync()
    {
        string[] source = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=4"];
        var whole = await Clips.MakeAsync(
            "fast-start.mp4",
            [.. source, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
        );
        var bytes = await File.ReadAllBytesAsync(whole);
        var pictures = bytes.AsSpan().IndexOf("mdat"u8) + 4;
        new Random(1).NextBytes(bytes.AsSpan(pictures));
        return Clips.Write("undecodable.mp4", bytes);
    }
}
