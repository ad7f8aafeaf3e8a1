using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Secrets;

namespace StreamVault.Core.Tokens;

/// <summary>Registers shared links.</summary>
public static class TokenServices
{
    /// <summary>
    /// Adds tokens. The caller adds the clock, the event hub, the storage, the database and the library.
    /// </summary>
    public static IServiceCollection AddAccessTokens(this IServiceCollection services) =>
        services.AddSingleton<SecretSeal>().AddSingleton<PlaintextTokenUpgrade>().AddSingleton<AccessTokens>();
}
