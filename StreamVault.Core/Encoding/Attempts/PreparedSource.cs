using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>A probed source, remuxed if necessary.</summary>
/// <param name="Original">The contents of the upload.</param>
/// <param name="Media">The contents of the file to encode from: the upload or its copy.</param>
/// <param name="Path">The file to encode from.</param>
/// <param name="IsCopy">Whether that is a copy.</param>
/// <param name="IsCounted">Whether its lengths come from reading every packet.</param>
internal sealed record PreparedSource(
    SourceMedia Original,
    SourceMedia Media,
    string Path,
    bool IsCopy,
    bool IsCounted
);
