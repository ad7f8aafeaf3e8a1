namespace StreamVault.Tests.Infrastructure;

/// <summary>A clip with a phone's metadata (date, device and location) and two chapters of one second each.</summary>
public static class TaggedClip
{
    // FFmpeg writes QuickTime tags only with this flag.
    public static async Task<string> MakeAsync()
    {
        var chapters = Clips.Write(
            "chapters.txt",
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=Arrival\n[CHAPTER]\nTIMEBASE=1/1\nSTART=1\nEND=2\ntitle=<b>Cake</b>\n"u8
        );
        return await Clips.MakeAsync(
            "tagged.mov",
            [
                .. (string[])
                    ["-i", await Clips.SmallAsync(), "-i", chapters, "-map", "0", "-map_chapters", "1", "-c", "copy"],
                .. (string[])["-movflags", "use_metadata_tags"],
                .. (string[])["-metadata", "com.apple.quicktime.creationdate=2019-07-04T15:30:12+0200"],
                .. (string[])["-metadata", "com.apple.quicktime.make=Apple"],
                .. (string[])["-metadata", "com.apple.quicktime.model=iPhone XR"],
                .. (string[])["-metadata", "com.apple.quicktime.location.ISO6709=+47.3769+008.5417+408.000/"],
            ]
        );
    }
}
