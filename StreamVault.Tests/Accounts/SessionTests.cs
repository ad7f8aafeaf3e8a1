using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Accounts;

namespace StreamVault.Tests.Accounts;

/// <summary>Sessions are stored on the server; a cookie only identifies a session.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Signed_in_devices_are_listed_and_ended_one_by_one()
    {
        await using var app = new StreamVaultApp();
        using var phone = await SignInAsync(app, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1");
        using var laptop = await SignInAsync(
            app,
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
        );

        var devices = (await laptop.GetFromJsonAsync<SessionJson[]>(StreamVaultUrls.ApiSessions))!;
        devices
            .Select(device => (device.Device, device.Address, device.IsCurrent))
            .Should()
            .BeEquivalentTo([("Firefox on Linux", "this server", true), ("Safari on iPhone", "this server", false)]);
        var other = devices.Single(device => !device.IsCurrent);
        using var ended = await laptop.DeleteAsync(StreamVaultUrls.ApiSession(other.Id));
        using var again = await laptop.DeleteAsync(StreamVaultUrls.ApiSession(other.Id));

        ended.StatusCode.Should().Be(HttpStatusCode.NoContent);
        again.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await StatusAsync(phone)).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(laptop)).Should().Be(HttpStatusCode.OK);
        (await laptop.GetFromJsonAsync<SessionJson[]>(StreamVaultUrls.ApiSessions)).Should().ContainSingle();
    }

    [Fact]
    public async Task Anonymous_requests_cannot_list_or_end_sessions()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        using var stranger = app.CreateClient();
        var session = (await owner.GetFromJsonAsync<SessionJson[]>(StreamVaultUrls.ApiSessions))!.Single();

        using var list = await stranger.GetAsync(StreamVaultUrls.ApiSessions);
        using var end = await stranger.DeleteAsync(StreamVaultUrls.ApiSession(session.Id));

        list.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        end.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_cookie_that_was_copied_before_signing_out_is_refused_afterwards()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        using var browser = CookieClient(app);
        var (name, value) = await CookieAsync(browser);
        (await StatusAsync(browser, name, value)).Should().Be(HttpStatusCode.OK);

        using var signOut = new HttpRequestMessage(HttpMethod.Post, StreamVaultUrls.ApiLogout);
        signOut.Headers.Add("Cookie", $"{name}={value}");
        using var answer = await browser.SendAsync(signOut);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await StatusAsync(browser, name, value)).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(owner)).Should().Be(HttpStatusCode.OK, "other devices stay signed in");
    }

    [Fact]
    public async Task A_cookie_from_a_copy_of_the_vault_is_refused()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        await using var copy = new StreamVaultApp();
        CopyVault(app.DataPath, copy.DataPath);
        using var thief = CookieClient(copy);
        var (_, made) = await CookieAsync(thief);
        using var browser = CookieClient(app);
        var (name, _) = await CookieAsync(browser);

        (await StatusAsync(browser, name, made)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Data_protection_keys_alone_cannot_create_a_session()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        using var browser = CookieClient(app);
        var (name, _) = await CookieAsync(browser);
        await using var scope = app.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<VaultAccount>().FindAsync(CancellationToken.None);
        var claims = await scope
            .ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<VaultUser>>()
            .CreateAsync(user!);
        claims.Identities.Single().AddClaim(new Claim(SessionCookie.SecretClaim, Core.Secrets.Secret.New()));
        var forged = app
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme)
            .TicketDataFormat.Protect(
                new AuthenticationTicket(claims, new AuthenticationProperties(), IdentityConstants.ApplicationScheme)
            );

        (await StatusAsync(browser, name, forged)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_after_its_maximum_lifetime_even_if_used()
    {
        // In the future; otherwise, the client would drop the cookie first.
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp
        {
            Clock = clock,
            Settings = { ["StreamVault:Session:MaxLifetime"] = "00:30:00" },
        };
        using var client = await app.SignInAsync();

        for (var i = 0; i < 2; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            (await StatusAsync(client)).Should().Be(HttpStatusCode.OK);
        }

        clock.Advance(TimeSpan.FromMinutes(10));
        (await StatusAsync(client)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(4, HttpStatusCode.OK)]
    [InlineData(6, HttpStatusCode.Unauthorized)]
    public async Task A_session_from_the_future_ends_when_the_clock_is_set_back(int minutes, HttpStatusCode expected)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp { Clock = clock };
        using var client = await app.SignInAsync();

        clock.AdjustTime(clock.GetUtcNow().AddMinutes(-minutes));

        (await StatusAsync(client)).Should().Be(expected);
    }

    [Fact]
    public async Task A_session_survives_a_restart_and_only_the_hash_of_its_secret_is_stored()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        var sessions = app.Services.GetRequiredService<UserSessions>();
        await using var scope = app.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<VaultAccount>().FindAsync(CancellationToken.None);
        var secret = await sessions.BeginAsync(user!, "TV", IPAddress.Parse("2001:db8:1:2::3"), CancellationToken.None);

        using var restarted = ActivatorUtilities.CreateInstance<UserSessions>(app.Services);
        await restarted.LoadAsync(CancellationToken.None);

        restarted.Find(secret).Should().NotBeNull().And.Be(sessions.Find(secret));
        restarted.List().Single(session => session.Device == "TV").Address.Should().Be("2001:db8:1::x");
        var stored = new List<byte>();
        foreach (var file in Directory.GetFiles(app.DataPath, "streamvault.db*"))
        {
            await using var opened = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[opened.Length];
            await opened.ReadExactlyAsync(bytes);
            stored.AddRange(bytes);
        }

        stored.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)).Should().Be(-1);
    }

    [SmallDiskFact]
    public async Task The_owner_can_sign_in_on_a_full_disk_and_the_session_is_stored_once_there_is_space()
    {
        using var folder = new TemporaryFolder();
        // Too small to reserve space for the write-ahead log.
        using var disk = SmallDisk.Mount(folder.At("data"), WriteAheadLog.Bytes);
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp
        {
            Clock = clock,
            Settings = { ["StreamVault:DataPath"] = folder.At("data") },
        };
        using var owner = await app.SignInAsync();
        var filler = new FileInfo(folder.At("data", "filler"));
        Fill(filler);
        var clients = new List<HttpClient>();
        // The write-ahead log may still have free space.
        while (!app.Logs.Lines.Any(line => line.Message.StartsWith("The disk is full", StringComparison.Ordinal)))
        {
            clients.Should().HaveCountLessThan(200);
            clients.Add(await app.SignInAsync());
            (await StatusAsync(clients[^1])).Should().Be(HttpStatusCode.OK);
        }

        var held = await StoredAsync(app);
        held.Should().BeLessThan(clients.Count + 1, "the last one is in memory only");
        filler.Delete();

        await Until.TrueAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return await StoredAsync(app) == clients.Count + 1;
        });
        (await StatusAsync(clients[^1])).Should().Be(HttpStatusCode.OK);
        clients.ForEach(client => client.Dispose());
    }

    private static async Task<int> StoredAsync(StreamVaultApp app)
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        return await database.UserSessions.CountAsync();
    }

    private static void Fill(FileInfo file)
    {
        using var full = new FileStream(
            file.FullName,
            FileMode.Create,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        var (piece, some) = (new byte[1 << 20], 1 << 20);
        while (some > 0)
        {
            try
            {
                full.Write(piece, 0, some);
                full.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                some /= 2;
            }
        }
    }

    private static void CopyVault(string from, string to)
    {
        new VaultStorage(to).Should().NotBeNull();
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != "server.lock")
            {
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
            }
        }
    }

    private static async Task<HttpClient> SignInAsync(StreamVaultApp app, string userAgent)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        await client.SetUpAndSignInAsync();
        return client;
    }

    private static HttpClient CookieClient(StreamVaultApp app) =>
        app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });

    private static async Task<(string Name, string Value)> CookieAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2);
        return (cookie[0], cookie[1]);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, StreamVaultUrls.ApiVideos);
        request.Headers.Add("Cookie", $"{name}={value}");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(StreamVaultUrls.ApiVideos);
        return answer.StatusCode;
    }

    private sealed record SessionJson(Guid Id, string Device, string Address, bool IsCurrent);
}
