namespace StreamVault.Core.Encoding;

/// <summary>x</summary>
public sealed class Mp4Download
{
    /// <summary>x</summary>
    public Task WriteAsync(Library.VideoId video, string quality, Stream output, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
