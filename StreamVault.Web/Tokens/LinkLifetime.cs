namespace StreamVault.Web.Tokens;

/// <summary>How long a new link works.</summary>
/// <param name="Length">The duration; null if it never expires.</param>
internal readonly record struct LinkLifetime(TimeSpan? Length)
{
    /// <summary>The choices, shortest first: common durations, the configured default, and never.</summary>
    public static IReadOnlyList<LinkLifetime> Choices(TokenOptions options) =>
        [
            .. ((TimeSpan[])[TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30), options.Suggested])
                .Distinct()
                .Order()
                .Select(length => new LinkLifetime(length)),
            new LinkLifetime(null),
        ];

    /// <returns><c>7 days</c>, or <c>Never</c>.</returns>
    public string Label => Length is { } length ? Readable.Span(length) : "Never";

    /// <returns>When a link created now expires; null for never.</returns>
    public DateTimeOffset? End(DateTimeOffset now) => now + Length;
}
