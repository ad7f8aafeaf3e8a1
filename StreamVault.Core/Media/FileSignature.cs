namespace StreamVault.Core.Media;

/// <summary>What the first bytes of a file tell, and tell better than FFprobe does.</summary>
internal readonly struct FileSignature
{
    private const int Count = 12;
    private readonly string _text;

    private FileSignature(string text) => _text = text;

    /// <summary>Whether there is nothing at all in it.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Whether it begins as files of phones and most cameras do (ISO/IEC 14496-12, QuickTime).</summary>
    public bool IsMovie => Box is "ftyp" or "mdat" or "moov" or "wide" or "free" or "skip";

    /// <summary>Whether it is a phone's photo: those lie in the same container as its videos (ISO/IEC 23008-12).</summary>
    public bool IsPhoto => Box == "ftyp" && _text[8..] is "heic" or "heix" or "heim" or "heis" or "mif1" or "avif";

    private string? Box => _text.Length == Count ? _text[4..8] : null;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<FileSignature> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        var head = new byte[Count];
        var read = await file.ReadAtLeastAsync(head, Count, throwOnEndOfStream: false, cancellationToken);
        return new FileSignature(System.Text.Encoding.Latin1.GetString(head, 0, read));
    }
}
