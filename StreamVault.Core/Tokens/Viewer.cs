using StreamVault.Core.Throttling;

namespace StreamVault.Core.Tokens;

/// <summary>A watching device: an address and a player, because all devices in a household share one address.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Player">Distinguishes the players at one address.</param>
public readonly record struct Viewer(RemoteAddress Address, int Player)
{
    /// <summary>Allocates nothing.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="userAgent">The player's user agent; null if it sends none.</param>
    public static Viewer Of(RemoteAddress address, string? userAgent) =>
        new(address, userAgent is null ? 0 : string.GetHashCode(userAgent, StringComparison.Ordinal));
}
