namespace StreamVault.Web.Tokens;

/// <summary>How long a new link works.</summary>
/// <param name="Length">How long; null for ever.</param>
internal readonly record struct LinkLifetime(TimeSpan? Length)
{
    /// <summary>What a person chooses from, shortest first: the usual ones, the owner's own default, and for ever.</summary>
    public static IReadOnlyList<LinkLifetime> Choices(TokenOptions options) =>
        [
            .. ((TimeSpan[])[TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30), options.Suggested])
                .Distinct()
                .Order()
                .Select(length => new LinkLifetime(length)),
            new LinkLifetime(null),
        ];

    /// <returns><c>7 days</c>, or <c>Never</c> for a link that never ends.</returns>
    public string Words => Length is { } length ? Readable.Span(length) : "Never";

    /// <returns>When a link made now stops working; null for never.</returns>
    public DateTimeOffset? End(DateTimeOffset now) => now + Length;
}
