namespace StreamVault.Web.Tokens;

/// <summary>How long a new link works.</summary>
internal enum LinkLifetime
{
    Day,
    Week,
    Month,
    ForEver,
}

internal static class LinkLifetimes
{
    public static string Words(this LinkLifetime lifetime) =>
        lifetime switch
        {
            LinkLifetime.Day => "1 day",
            LinkLifetime.Week => "7 days",
            LinkLifetime.Month => "30 days",
            _ => "Never",
        };

    /// <returns>When a link made now stops working; null for never.</returns>
    public static DateTimeOffset? End(this LinkLifetime lifetime, DateTimeOffset now) =>
        lifetime switch
        {
            LinkLifetime.Day => now.AddDays(1),
            LinkLifetime.Week => now.AddDays(7),
            LinkLifetime.Month => now.AddDays(30),
            _ => null,
        };
}
