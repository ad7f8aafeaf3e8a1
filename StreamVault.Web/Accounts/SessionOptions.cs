using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Web.Accounts;

/// <summary>The signed-in session: the section <c>StreamVault:Session</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>A session ends after this long without a request. Default 14 days.</summary>
    [Description("How long a session may be unused before it ends.")]
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromDays(14);

    /// <summary>A session ends this long after signing in, even if it is in use. Default 90 days.</summary>
    [Description("How long after signing in a session ends, even if it is in use.")]
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromDays(90);
}
