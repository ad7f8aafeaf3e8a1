using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Streaming;

namespace StreamVault.Tests.Streaming;

public sealed class TokenFilterTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task Checking_a_valid_token_and_its_viewer_limit_allocates_nothing(int? maxViewers)
    {
        await using var app = new StreamVaultApp();
        var video = await StoredVideo.LayAsync(app);
        var token = await app
            .Services.GetRequiredService<AccessTokens>()
            .CreateAsync(video.Id, null, null, maxViewers, CancellationToken.None);
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("2001:db8::7");
        http.Request.Headers.UserAgent = "mpv 0.40";
        http.Request.QueryString = new QueryString($"?token={token!.Token}");
        http.Request.RouteValues["id"] = video.Id.ToString();
        var context = EndpointFilterInvocationContext.Create(http);
        var check = Chain(app.Services);
        // The first request takes a place, and only the second one is compared with it: both load code.
        (await check(context))
            .Should()
            .Be("passed");
        (await check(context)).Should().Be("passed");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var passed = 0;
        for (var i = 0; i < 1000; i++)
        {
            // Completes synchronously, on this thread.
            if (await check(context) is "passed")
            {
                passed++;
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        passed.Should().Be(1000);
    }

    private static EndpointFilterDelegate Chain(IServiceProvider services)
    {
        var token = ActivatorUtilities.CreateInstance<TokenFilter>(services);
        var viewers = ActivatorUtilities.CreateInstance<ViewerLimitFilter>(services);
        EndpointFilterDelegate handler = _ => new ValueTask<object?>("passed");
        EndpointFilterDelegate last = context => viewers.InvokeAsync(context, handler);
        return context => token.InvokeAsync(context, last);
    }
}
