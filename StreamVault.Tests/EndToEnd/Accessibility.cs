using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Checks a page with axe in both themes.</summary>
internal static class Accessibility
{
    // Colors in the middle of a transition may lack contrast.
    private const string TransitionsEnd = """
        () => Promise.allSettled(
          document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished))
        """;

    // The themes differ only in colors (wwwroot/css/tokens.css), so the second one needs no other rules.
    private static readonly AxeRunOptions RulesAboutColours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    /// <summary>Fails with everything that axe finds.</summary>
    /// <param name="page">The page.</param>
    /// <param name="state">What the page shows, for the message.</param>
    public static async Task ExpectAccessibleAsync(this IPage page, string state) =>
        (await page.ViolationsAsync()).Should().BeEmpty("{0} is accessible", state);

    /// <summary>Everything that axe finds. Afterwards the page has the light theme.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page) =>
        [
            .. await ViolationsAsync(page, ColorScheme.Dark, RulesAboutColours),
            .. await ViolationsAsync(page, ColorScheme.Light, null),
        ];

    private static async Task<IEnumerable<string>> ViolationsAsync(
        IPage page,
        ColorScheme theme,
        AxeRunOptions? options
    )
    {
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        await page.EvaluateAsync(TransitionsEnd);
        var found = await page.RunAxe(options);
        return found.Violations.SelectMany(rule =>
            rule.Nodes.Select(node => $"{theme}: {rule.Id}: {node.Html} ({rule.Help})")
        );
    }
}
