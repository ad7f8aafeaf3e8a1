using StreamVault.Core.Throttling;

namespace StreamVault.Core.Tokens;

/// <summary>A device that watches: an address together with a player, since a household shares one address.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Player">Tells the players of one address apart.</param>
public readonly record struct Viewer(RemoteAddress Address, int Player)
{
    /// <summary>Allocates nothing.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="userAgent">What the player calls itself; null if it does not say.</param>
    public static Viewer Of(RemoteAddress address, string? userAgent) =>
        new(address, userAgent is null ? 0 : string.GetHashCode(userAgent, StringComparison.Ordinal));
}
