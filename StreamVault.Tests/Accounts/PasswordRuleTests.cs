using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Throttling;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("password", "at least 10 characters")]
    [InlineData("correct h", "at least 10 characters")]
    [InlineData("qwertyuiop", "too common")]
    [InlineData("1234567890", "too common")]
    [InlineData("1q2w3e4r5t", "too common")]
    [InlineData("Password123", "too common")]
    public async Task Rejects_a_short_or_common_password_in_setup_change_and_reset(string password, string why)
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();
        using var setup = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, new { username = "anna", password });
        await client.SetUpAndSignInAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var account = scope.ServiceProvider.GetRequiredService<VaultAccount>();
        var user = (await account.FindAsync(CancellationToken.None))!;

        var change = await account.ChangePasswordAsync(
            user,
            SignedInClient.Password,
            password,
            RemoteAddress.Of(IPAddress.Loopback),
            CancellationToken.None
        );
        var reset = await account.ResetPasswordAsync(user, password);

        setup.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await setup.Content.ReadAsStringAsync()).Should().Contain(why);
        change
            .Should()
            .BeOfType<PasswordChange.Refused>()
            .Which.Reasons.Should()
            .Contain(reason => reason.Contains(why));
        reset.Should().Contain(reason => reason.Contains(why));
    }

    [Fact]
    public async Task A_password_from_before_the_rules_keeps_working()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using (var database = await databases.CreateDbContextAsync())
        {
            var user = await database.Users.SingleAsync();
            user.PasswordHash = new PasswordHasher<VaultUser>().HashPassword(user, "password");
            await database.SaveChangesAsync();
        }

        using var login = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = "password" }
        );

        login.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
