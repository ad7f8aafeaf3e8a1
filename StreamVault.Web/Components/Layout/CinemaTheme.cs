using MudBlazor;

namespace StreamVault.Web.Components.Layout;

/// <summary>
/// Fonts and shapes for MudBlazor. Its colors come from the style sheets, which support light and dark without a
/// circuit.
/// </summary>
internal static class CinemaTheme
{
    private static readonly string[] Fonts =
    [
        "Inter",
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "Roboto",
        "sans-serif",
    ];

    public static MudTheme Value { get; } =
        new()
        {
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
            Typography = new Typography
            {
                Default = new DefaultTypography { FontFamily = Fonts, LetterSpacing = "normal" },
                Button = new ButtonTypography
                {
                    FontFamily = Fonts,
                    FontWeight = "540",
                    FontSize = ".9375rem",
                    LetterSpacing = "normal",
                    TextTransform = "none",
                },
                H6 = new H6Typography
                {
                    FontFamily = Fonts,
                    FontWeight = "620",
                    FontSize = "1.125rem",
                    LetterSpacing = "-.006em",
                },
            },
        };
}
