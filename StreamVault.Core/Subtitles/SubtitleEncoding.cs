using System.Diagnostics.CodeAnalysis;
using System.Text;
using UtfUnknown;
using TextEncoding = System.Text.Encoding;

namespace StreamVault.Core.Subtitles;

/// <summary>Reads text whose encoding is unknown: subtitle files don't state it. Pure.</summary>
internal static class SubtitleEncoding
{
    private const int SampleBytes = 8 << 10;
    private const double FewestZeros = 0.05;
    private const int Cyrillic = 1251;
    private const int WesternEuropean = 1252;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    // With a byte order mark. The longer marks come first, because UTF-32 starts like UTF-16.
    private static readonly TextEncoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    ];

    /// <summary>Decodes a file. Bytes that are invalid in its encoding become replacement characters.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var encoding in Marked)
        {
            if (bytes.StartsWith(encoding.Preamble))
            {
                return encoding.GetString(bytes[encoding.Preamble.Length..]);
            }
        }

        return TryUtf8(bytes, out var text) ? text : (Utf16(bytes) ?? Detected(bytes)).GetString(bytes);
    }

    // Text of another encoding is practically never valid UTF-8. UTF-16 is, if it has only ASCII characters.
    private static bool TryUtf8(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = bytes.Contains((byte)0) ? null : StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            text = null;
        }

        return text is not null;
    }

    // The numbers and line feeds of every subtitle file have a zero byte in UTF-16, always on the same side.
    private static UnicodeEncoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..(Math.Min(bytes.Length, SampleBytes) & ~1)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var few = FewestZeros * sample.Length / 2;
        return odd > few && even < few ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : even > few && odd < few ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false)
            : null;
    }

    private static TextEncoding Detected(ReadOnlySpan<byte> bytes)
    {
        var name = CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected?.EncodingName?.ToLowerInvariant();
        return name switch
        {
            // Files that claim Latin-1 use the quotation marks and dashes that only Windows-1252 has.
            null or "iso-8859-1" or "ascii" => Legacy(WesternEuropean),
            // Short Russian texts look the same, and nobody writes subtitles for an old Macintosh.
            "x-mac-cyrillic" => Legacy(Cyrillic),
            // GB18030 contains both.
            "gb2312" or "gbk" or "hz-gb-2312" => Named("gb18030"),
            _ => Named(name),
        };
    }

    private static TextEncoding Named(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Builtin(name) ?? Legacy(WesternEuropean);

    private static TextEncoding? Builtin(string name)
    {
        try
        {
            return TextEncoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TextEncoding Legacy(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
}
