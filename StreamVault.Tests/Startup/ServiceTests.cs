using Microsoft.Extensions.DependencyInjection;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Startup;

/// <summary>The registered services.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task All_services_can_be_created()
    {
        await using var app = new StreamVaultApp { ChecksServices = true };

        var start = () => app.Services;

        start.Should().NotThrow();
    }

    [Fact]
    public async Task A_service_that_cannot_be_created_stops_startup()
    {
        await using var app = new StreamVaultApp
        {
            ChecksServices = true,
            Replace = services => services.AddSingleton<NeedsMissing>(),
        };

        var start = () => app.Services;

        start.Should().Throw<AggregateException>().WithMessage($"*{nameof(Missing)}*");
    }

    private sealed class Missing;

    private sealed class NeedsMissing(Missing missing)
    {
        public Missing Missing => missing;
    }
}
