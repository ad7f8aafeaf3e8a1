using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Streaming;

namespace StreamVault.Tests.Streaming;

public sealed class StreamAdmissionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task Letting_a_right_token_pass_allocates_nothing(int? maxViewers)
    {
        await using var app = new StreamVaultApp();
        var video = await StoredVideo.LayAsync(app);
        var token = await app
            .Services.GetRequiredService<AccessTokens>()
            .CreateAsync(video.Id, null, null, maxViewers, CancellationToken.None);
        var admission = app.Services.GetRequiredService<StreamAdmission>();
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("2001:db8::7");
        context.Request.Headers.UserAgent = "mpv 0.40";
        var secret = token!.Token!;
        admission.Check(context, secret, video.Id, out _).Should().BeNull();
        // The first one takes a place; only the next is compared with who is there, which loads code once.
        admission.Check(context, secret, video.Id, out _).Should().BeNull();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var passed = 0;
        for (var i = 0; i < 1000; i++)
        {
            passed += admission.Check(context, secret, video.Id, out _) is null ? 1 : 0;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        passed.Should().Be(1000);
    }
}
