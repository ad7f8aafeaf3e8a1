using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Streaming;

/// <summary>How videos are served: the section <c>StreamVault:Streaming</c>.</summary>
public sealed class StreamingOptions
{
    /// <summary>
    /// Where an nginx in front of this server finds the folder <c>videos</c> of the vault, as the path of an internal
    /// location: <c>/stored/</c>. Segments are then handed back to it (X-Accel-Redirect) once the token is checked. Default
    /// <c>off</c>: this server sends them itself.
    /// </summary>
    [Description(
        "Internal location of an nginx in front that holds the vault's folder videos, as in /stored/, or off."
    )]
    [RegularExpression(
        "off|/([A-Za-z0-9_.-]+/)+",
        ErrorMessage = "must be off, or begin and end with a slash, as in /stored/"
    )]
    public string AccelRedirect { get; set; } = "off";

    /// <returns>Where an nginx in front finds a segment; null where this server sends it.</returns>
    internal string? HandsOver(VideoId video, string segment) =>
        AccelRedirect == "off" ? null : $"{AccelRedirect}{video}/{segment}";
}
