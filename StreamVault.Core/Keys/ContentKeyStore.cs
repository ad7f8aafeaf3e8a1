#pragma warning disable
namespace StreamVault.Core.Keys;

/// <summary>x</summary>
public sealed class ContentKeyStore
{
    /// <summary>x</summary>
    public byte[]? Find(Library.VideoId video) => this is null ? null : default;
}
