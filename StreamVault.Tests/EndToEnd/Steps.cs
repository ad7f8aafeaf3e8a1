using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>What people do on the pages, step by step.</summary>
internal static class Steps
{
    /// <summary>Signs in with the account of <see cref="SignedInClient"/>, as a person does.</summary>
    public static async Task SignInAsync(this IPage page)
    {
        await page.GotoAsync(StreamVaultUrls.SignIn);
        await page.GetByLabel("Name").FillAsync(SignedInClient.Username);
        await page.GetByLabel("Password").FillAsync(SignedInClient.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains(StreamVaultUrls.SignIn, StringComparison.Ordinal));
    }
}
