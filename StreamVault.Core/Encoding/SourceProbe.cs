namespace StreamVault.Core.Encoding;

/// <summary>Looks into a file with FFprobe, by content and never by name.</summary>
public sealed class SourceProbe
{
    /// <summary>Looks into a file.</summary>
    /// <param name="path">A path that <see cref="Storage.VaultStorage"/> made.</param>
    /// <param name="cancellationToken">Stops FFprobe and gives up.</param>
    public Task<ProbeOutcome> ProbeAsync(string path, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
