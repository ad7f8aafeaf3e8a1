using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Web.Cors;

/// <summary>Which other sites may play links: the section <c>StreamVault:Cors</c>.</summary>
public sealed class CorsOptions
{
    /// <summary>The value of <see cref="Origins"/> if no site is allowed.</summary>
    public const string None = "off";

    /// <summary>
    /// Origins, separated by commas, whose pages may fetch what a link gives access to: <c>https://tv.example</c>;
    /// <c>*</c> for all. Default <c>off</c>.
    /// </summary>
    [Description("Origins of other sites whose pages may play links, such as https://tv.example; * for all; or off.")]
    [RegularExpression(
        @"off|\*|https?://[A-Za-z0-9.:\[\]-]+( *, *https?://[A-Za-z0-9.:\[\]-]+)*",
        ErrorMessage = "must be comma-separated origins without a path, such as https://tv.example"
    )]
    public string Origins { get; set; } = None;
}
