using System.Buffers.Binary;
using FluentAssertions;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Files that look like videos but are damaged.</summary>
public static class BrokenClips
{
    /// <summary>An MP4 with valid headers and random video data: it can be probed but not decoded.</summary>
    public static async Task<string> UndecodableAsync()
    {
        string[] source = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=4"];
        var whole = await Clips.MakeAsync(
            "fast-start.mp4",
            [.. source, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
        );
        var bytes = await File.ReadAllBytesAsync(whole);
        var mediaData = bytes.AsSpan().IndexOf("mdat"u8) + 4;
        new Random(1).NextBytes(bytes.AsSpan(mediaData));
        return Clips.Write("undecodable.mp4", bytes);
    }

    /// <summary>A copy of an MP4 with a wrong key frame index, so that seeking fails.</summary>
    /// <param name="whole">The MP4.</param>
    /// <param name="how"><c>no-stss</c> or <c>wrong-stss</c>.</param>
    public static async Task<string> WithBadIndexAsync(string whole, string how)
    {
        var bytes = await File.ReadAllBytesAsync(whole);
        Damage(bytes, how);
        return Clips.Write($"{how}-{Path.GetFileName(whole)}", bytes);
    }

    // stss (ISO/IEC 14496-12, 8.6.2): without it every frame counts as a key frame.
    private static void Damage(byte[] bytes, string how)
    {
        var table = bytes.AsSpan(bytes.AsSpan().IndexOf("stss"u8));
        if (how == "no-stss")
        {
            "free"u8.CopyTo(table);
            return;
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(table[8..]);
        count.Should().BeGreaterThan(2);
        for (var i = 1; i < count; i++)
        {
            var entry = table.Slice(12 + 4 * i, 4);
            BinaryPrimitives.WriteInt32BigEndian(entry, BinaryPrimitives.ReadInt32BigEndian(entry) + 7);
        }
    }
}
