using System.Net;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

/// <summary>Unlocks and locks private videos over HTTP.</summary>
internal static class PrivateAccess
{
    /// <summary>Unlocks private videos in the client's session.</summary>
    public static async Task UnlockPrivateAsync(this HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiPrivate,
            new { password = SignedInClient.Password }
        );
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Locks private videos in the client's session.</summary>
    public static async Task LockPrivateAsync(this HttpClient client)
    {
        using var answer = await client.DeleteAsync(StreamVaultUrls.ApiPrivate);
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }
}
