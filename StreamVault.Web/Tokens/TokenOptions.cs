using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Web.Tokens;

/// <summary>Settings for links and for guessing them: the section <c>StreamVault:Tokens</c>.</summary>
public sealed class TokenOptions
{
    private static readonly TimeSpan _usualSuggestion = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a new link works by default. Default 0: the page suggests 30 days, and the HTTP interface creates links that
    /// never expire.
    /// </summary>
    [Description(
        "How long a new link works by default. If 00:00:00, the page suggests 30 days, and links created over HTTP never expire."
    )]
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan DefaultLifetime { get; set; } = TimeSpan.Zero;

    /// <summary>The lifetime that the page suggests.</summary>
    internal TimeSpan Suggested => DefaultLifetime == TimeSpan.Zero ? _usualSuggestion : DefaultLifetime;

    /// <summary>When a link expires that is created now without an expiry; null for never.</summary>
    internal DateTimeOffset? DefaultEnd(DateTimeOffset now) =>
        DefaultLifetime == TimeSpan.Zero ? null : now + DefaultLifetime;

    /// <summary>
    /// How many invalid tokens an address may send per minute before more are refused for a while. Default 30.
    /// </summary>
    [Description("How many invalid tokens an address may send per minute before it is throttled.")]
    [Range(1, 1_000_000)]
    public int WrongTriesPerMinute { get; set; } = 30;
}
