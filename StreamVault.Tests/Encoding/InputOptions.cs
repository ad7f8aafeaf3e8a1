namespace StreamVault.Tests.Encoding;

/// <summary>The expected arguments before every untrusted input, and a way to compare arguments as one line.</summary>
internal static class InputOptions
{
    public const string Limits =
        "-protocol_whitelist file -format_whitelist mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mxf,gif "
        + "-analyzeduration 20M -probesize 50M -max_pixels 35389440 -max_alloc 536870912 -reinit_filter 0";

    public static string Line(IEnumerable<string> arguments) => string.Join(' ', arguments);
}
