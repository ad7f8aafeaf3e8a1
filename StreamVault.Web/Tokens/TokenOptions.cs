using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Web.Tokens;

/// <summary>Links and those who try them: the section <c>StreamVault:Tokens</c>.</summary>
public sealed class TokenOptions
{
    private static readonly TimeSpan _usualSuggestion = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a new link works when nothing is said. Default 0: the page suggests 30 days, and the HTTP interface makes
    /// links that never end.
    /// </summary>
    [Description(
        "How long a new link works unless told otherwise. With 00:00:00 the page suggests 30 days, and the HTTP interface none."
    )]
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan DefaultLifetime { get; set; } = TimeSpan.Zero;

    /// <summary>What the page suggests.</summary>
    internal TimeSpan Suggested => DefaultLifetime == TimeSpan.Zero ? _usualSuggestion : DefaultLifetime;

    /// <summary>When a link ends that is made now without a word about it; null for never.</summary>
    internal DateTimeOffset? DefaultEnd(DateTimeOffset now) =>
        DefaultLifetime == TimeSpan.Zero ? null : now + DefaultLifetime;

    /// <summary>
    /// How many wrong tokens an address may bring within a minute before further wrong ones are refused for a while.
    /// Default 30.
    /// </summary>
    [Description("Wrong tokens that an address may bring within a minute before more are refused for a while.")]
    [Range(1, 1_000_000)]
    public int WrongTriesPerMinute { get; set; } = 30;
}
