using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Sending;

namespace StreamVault.Tests.Sending;

/// <summary>What goes straight to the socket would go past the encryption: under TLS nothing does.</summary>
public sealed class TlsSendingTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Under_TLS_a_file_is_encrypted_like_everything_else(string version)
    {
        using var folder = new TemporaryFolder();
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        await File.WriteAllBytesAsync(folder.At("file"), bytes);
        using var certificate = SelfSigned.Make();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseSocketSending(_ => false);
        builder.WebHost.ConfigureKestrel(server =>
            server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate))
        );
        await using var app = builder.Build();
        app.MapGet(
            "/",
            async context =>
            {
                FileSending.Use(context);
                context.Response.ContentLength = bytes.Length;
                await context.Response.SendFileAsync(folder.At("file"));
            }
        );
        await app.StartAsync();
        using var trusting = SelfSigned.Trusting();
        using var client = new HttpClient(trusting);
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single())
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await client.SendAsync(request);

        (await answer.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }
}
