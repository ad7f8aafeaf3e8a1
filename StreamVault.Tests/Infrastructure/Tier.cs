namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The trait that says what a test needs: <c>[Trait(Tier.Name, Tier.Media)]</c> on the class, or on the method where only
/// some need it. A test without the trait belongs to the fast tier, which plain <c>dotnet test</c> runs and in which
/// <see cref="FastTier"/> fails every test that starts one of these programs.
/// </summary>
public static class Tier
{
    /// <summary>The trait's name.</summary>
    public const string Name = "Tier";

    /// <summary>Runs FFmpeg, or the server or another program as a separate process.</summary>
    public const string Media = "media";

    /// <summary>Runs Chromium or a player (mpv, VLC).</summary>
    public const string Browser = "browser";
}
