namespace StreamVault.Core.Storage;

/// <summary>
/// Marks code that runs for a request of the owner: its writes may use the <see cref="Ballast"/> of a full disk.
/// Uploads and encodes may not, or they would fill it at once.
/// </summary>
public static class OwnerRequestScope
{
    private static readonly AsyncLocal<bool> _isActive = new();

    /// <summary>Whether the current code runs for such a request.</summary>
    public static bool IsActive => _isActive.Value;

    /// <summary>Marks everything that is called from here on, until disposed.</summary>
    public static IDisposable Begin()
    {
        _isActive.Value = true;
        return new Ending();
    }

    private sealed class Ending : IDisposable
    {
        public void Dispose() => _isActive.Value = false;
    }
}
