using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Streaming;

/// <summary>How videos are sent: the section <c>StreamVault:Streaming</c>.</summary>
public sealed class StreamingOptions
{
    /// <summary>
    /// The path of an internal location of an nginx in front of this server that serves the folder <c>videos</c> of the
    /// vault, such as <c>/stored/</c>. Once access is checked, nginx sends the segments (X-Accel-Redirect). Default
    /// <c>off</c>: this server sends them.
    /// </summary>
    [Description("The internal nginx location of the vault's videos folder, such as /stored/; or off.")]
    [RegularExpression(
        "off|/([A-Za-z0-9_.-]+/)+",
        ErrorMessage = "must be off, or begin and end with a slash, as in /stored/"
    )]
    public string AccelRedirect { get; set; } = "off";

    /// <returns>Where nginx finds a segment; null if this server sends it.</returns>
    internal string? AccelRedirectTo(VideoId video, string segment) =>
        AccelRedirect == "off" ? null : $"{AccelRedirect}{video}/{segment}";
}
