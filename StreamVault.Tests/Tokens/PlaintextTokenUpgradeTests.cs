using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Tokens;

/// <summary>A copy of the database reveals no links.</summary>
public sealed class PlaintextTokenUpgradeTests
{
    private const string LastPlainVersion = "20261125155327_ExpectedBytes";
    private const string Created = "2026-11-23T09:00:00.0000000Z";
    private const string Working = "workingLinkOfAnEarlierVersion_0123456789-AB";
    private const string Revoked = "revokedLinkOfAnEarlierVersion_0123456789-AB";
    private static readonly VideoId _video = VideoId.Parse("0198c0de-0000-7000-8000-000000000001", null);

    [Fact]
    public async Task An_upgrade_keeps_links_working_and_leaves_no_plain_secret_in_any_file()
    {
        await using var app = new StreamVaultApp();
        await FillEarlierVersionAsync(app.DataPath);
        Leaks(app.DataPath, Working).Should().NotBeEmpty("an earlier version stored it");
        Leaks(app.DataPath, Revoked).Should().NotBeEmpty("free pages still contain deleted rows");
        using var owner = await app.SignInAsync();
        using var stranger = app.CreateClient();

        (await StatusAsync(stranger, StreamVaultUrls.LinkPage(Working))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(stranger, StreamVaultUrls.LinkPage(Revoked))).Should().Be(HttpStatusCode.Forbidden);

        var listed = (await owner.GetFromJsonAsync<TokenJson[]>(StreamVaultUrls.ApiTokens))!.Single();
        listed.Token.Should().Be(Working);
        Leaks(app.DataPath, Working).Should().BeEmpty();
        Leaks(app.DataPath, Revoked).Should().BeEmpty();
    }

    [Fact]
    public async Task A_copied_database_and_its_log_reveal_no_link()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        await using var copy = new StreamVaultApp();
        CopyDatabase(app, copy);

        using var thief = await copy.SignInAsync();

        var listed = (await thief.GetFromJsonAsync<TokenJson[]>(StreamVaultUrls.ApiTokens))!.Single();
        listed.Id.Should().Be(token.Id);
        listed.Token.Should().BeNull();
        listed.Url.Should().BeNull();
        Leaks(app.DataPath, token.Token).Should().BeEmpty();
    }

    [Fact]
    public async Task A_link_works_without_the_key_file_and_can_be_revoked_by_its_id()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        await using var keyless = new StreamVaultApp();
        CopyDatabase(app, keyless);
        using var again = await keyless.SignInAsync();
        using var stranger = keyless.CreateClient();

        (await StatusAsync(stranger, StreamVaultUrls.LinkPage(token.Token))).Should().Be(HttpStatusCode.OK);
        var tokens = keyless.Services.GetRequiredService<AccessTokens>();
        tokens.Opens(token.Token, video.Id, out var opened).Should().BeTrue();
        opened!.Token.Should().Be(token.Token, "the token must be in every address of the playlist");
        (await StatusAsync(again, StreamVaultUrls.ApiTokens)).Should().Be(HttpStatusCode.OK);
        keyless.Logs.Lines.Should().Contain(line => line.Message.Contains("can't be shown"));
        var made = await again.MakeTokenAsync(video.Id.Value);
        (await again.GetFromJsonAsync<TokenJson[]>(StreamVaultUrls.ApiTokens))!
            .Select(listed => listed.Token)
            .Should()
            .BeEquivalentTo([null, made.Token]);

        using var revoked = await again.DeleteAsync(StreamVaultUrls.ApiToken($"{token.Id}"));

        revoked.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await StatusAsync(stranger, StreamVaultUrls.LinkPage(token.Token))).Should().Be(HttpStatusCode.Forbidden);
    }

    private static async Task FillEarlierVersionAsync(string dataPath)
    {
        var path = new VaultStorage(dataPath).DatabasePath;
        await using var database = new StreamVaultDbContext(
            new DbContextOptionsBuilder<StreamVaultDbContext>()
                .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString())
                .Options
        );
        await database.GetService<IMigrator>().MigrateAsync(LastPlainVersion);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            VALUES ({_video.ToString()}, 'Beach', 'beach', 'ready', 'b.mp4', '720p', {Created}, {Created});
            INSERT INTO access_tokens (id, video_id, token, created_at)
            VALUES ('0198c0de-0000-7000-8000-000000000002', {_video.ToString()}, {Revoked}, {Created}),
                   ('0198c0de-0000-7000-8000-000000000003', {_video.ToString()}, {Working}, {Created});
            """
        );
        await database.Database.ExecuteSqlAsync($"DELETE FROM access_tokens WHERE token = {Revoked}");
    }

    // Copies the database file and its log, as a thief or a backup program would.
    private static void CopyDatabase(StreamVaultApp from, StreamVaultApp to)
    {
        var (database, copy) = (
            new VaultStorage(from.DataPath).DatabasePath,
            new VaultStorage(to.DataPath).DatabasePath
        );
        File.Copy(database, copy);
        if (File.Exists(database + "-wal"))
        {
            File.Copy(database + "-wal", copy + "-wal");
        }
    }

    private static List<string> Leaks(string folder, string secret)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(secret);
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "server.lock" && Read(file).AsSpan().IndexOf(bytes) >= 0)
            .ToList();
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url);
        return answer.StatusCode;
    }
}
