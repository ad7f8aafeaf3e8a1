namespace StreamVault.Core.Media;

/// <summary>The type of a file by its first bytes, in cases that FFprobe doesn't distinguish.</summary>
internal readonly struct FileSignature
{
    private const int Count = 12;
    private readonly string _text;

    private FileSignature(string text) => _text = text;

    /// <summary>Whether the file is empty.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Whether it starts like an MP4 or QuickTime file (ISO/IEC 14496-12).</summary>
    public bool IsMovie => Box is "ftyp" or "mdat" or "moov" or "wide" or "free" or "skip";

    /// <summary>Whether it is a photo in the same container as videos (HEIF, ISO/IEC 23008-12).</summary>
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
