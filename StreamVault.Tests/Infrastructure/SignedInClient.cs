using System.Net;
using System.Net.Http.Json;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Creates clients with a session. Creates the account over HTTP if there is none yet.</summary>
public static class SignedInClient
{
    /// <summary>The account's username.</summary>
    public const string Username = "grandmother";

    /// <summary>The account's password.</summary>
    public const string Password = "Correct-horse-7-battery";

    /// <summary>Creates a client for an in-process server.</summary>
    public static Task<HttpClient> SignInAsync(this StreamVaultApp app) => SignInAsync(app.CreateClient());

    /// <summary>Creates a client for a server process.</summary>
    public static Task<HttpClient> SignInAsync(this ServerProcess server) => SignInAsync(server.CreateClient());

    /// <summary>Creates a client for a server on a real port, with the given handler.</summary>
    public static Task<HttpClient> SignInOverAsync(this StreamVaultApp app, HttpClientHandler handler) =>
        SignInAsync(new HttpClient(handler) { BaseAddress = app.ClientOptions.BaseAddress });

    /// <summary>Signs a client in.</summary>
    public static Task SetUpAndSignInAsync(this HttpClient client) => SignInAsync(client);

    private static async Task<HttpClient> SignInAsync(HttpClient client)
    {
        using var setup = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiSetup,
            new { username = Username, password = Password }
        );
        setup.StatusCode.Should().BeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        using var login = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = Username, password = Password }
        );
        login.StatusCode.Should().Be(HttpStatusCode.OK, await login.Content.ReadAsStringAsync());
        return client;
    }
}
