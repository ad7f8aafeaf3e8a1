namespace StreamVault.Core.Subtitles;

/// <summary>Subtitles that the user added to a video.</summary>
/// <param name="Id">Identifies them within their video.</param>
/// <param name="StoredAs">Identifies the stored file, which is never overwritten.</param>
/// <param name="FileName">The name of the uploaded file.</param>
/// <param name="Format">Its format.</param>
public sealed record UploadedSubtitle(Guid Id, Guid StoredAs, string FileName, SubtitleFormat Format)
{
    /// <summary>The maximum length of <see cref="Label"/>, in UTF-16 code units.</summary>
    public const int MaxLabelLength = 60;

    /// <summary>The most that subtitles can be moved in time, in seconds.</summary>
    public const double MaxShiftSeconds = 24 * 3600;

    /// <summary>The language (RFC 5646): <c>en</c>; null if unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The name that the user gave them; null to name them by their language.</summary>
    public string? Label { get; init; }

    /// <summary>How much later than in the file they are shown, in seconds; negative for earlier.</summary>
    public double ShiftSeconds { get; init; }

    /// <summary>The number of their playlist; null if nothing of them is shown within the video.</summary>
    public int? Number { get; init; }

    /// <summary>The name of the uploaded file in the video's folder.</summary>
    internal string StoredName =>
        $"uploaded-{StoredAs:N}.{Format switch
    {
        SubtitleFormat.Vtt => "vtt",
        SubtitleFormat.Ass => "ass",
        _ => "srt",
    }}";

    /// <summary>The name of their playlist and the start of the names of their segments.</summary>
    internal string? Playlist => Number is { } number ? FormattableString.Invariant($"subtitle_{number}") : null;

    /// <returns>Subtitles of which only the stored file is known; null if the name is of another file.</returns>
    internal static UploadedSubtitle? FromStoredName(string name)
    {
        const string prefix = "uploaded-";
        return
            name.StartsWith(prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(Path.GetFileNameWithoutExtension(name)[prefix.Length..], "N", out var id)
            && Enum.TryParse<SubtitleFormat>(Path.GetExtension(name).TrimStart('.'), ignoreCase: true, out var format)
            ? new UploadedSubtitle(id, id, name, format)
            : null;
    }
}
