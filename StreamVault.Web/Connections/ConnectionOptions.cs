using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Connections;

/// <summary>How many connections may be open, and for how long without progress: the section <c>StreamVault:Connections</c>.</summary>
public sealed class ConnectionOptions
{
    /// <summary>
    /// How long the headers of a request may take to arrive, from the first byte to the last. Default 15 seconds.
    /// </summary>
    [Description("How long a client may take to send the headers of a request.")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may stay open without a request. Default 2 minutes.</summary>
    [Description("How long a connection may stay open without a request.")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How many connections may be open at once; any further one is closed immediately. Default null: three quarters of the
    /// process's limit of open files, so that videos and the database can always be opened.
    /// </summary>
    [Description("How many connections may be open at once. Default: three quarters of the limit of open files.")]
    [Range(1, 1_000_000)]
    [Automatic(nameof(Most))]
    public int? MaxOpen { get; set; }

    /// <summary>
    /// How many connections an address may have open at once; any further one is closed immediately. This machine and
    /// trusted proxies are exempt. An IPv6 address counts by its first 64 bits. Default null: 500, or half of
    /// <see cref="MaxOpen"/> if that is less.
    /// </summary>
    [Description(
        "How many connections an address may have open at once. Default: 500, or half of MaxOpen if that is less."
    )]
    [Range(1, 1_000_000)]
    [Automatic(nameof(EffectiveMaxPerAddress))]
    public int? MaxPerAddress { get; set; }

    /// <summary>
    /// How long a client may read nothing of a response before its connection is closed. Clients that read slowly are not
    /// affected. A player that is paused for longer requests the rest again. Default 15 minutes. Linux only.
    /// </summary>
    [Description("How long a client may stop reading a response before its connection is closed.")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many connections may be open at once; null for any number.</summary>
    internal long? Most => MaxOpen ?? OpenFiles.Most * 3L / 4;

    /// <summary>How many connections an address may have open at once.</summary>
    internal int EffectiveMaxPerAddress => MaxPerAddress ?? (int)Math.Clamp((Most ?? 1_000_000) / 2, 1, 500);
}
