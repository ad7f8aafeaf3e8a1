using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary>Commands beside a running server with the same vault.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class BesideServerTests(RunningServer running) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private static readonly DateTimeOffset _recorded = new(1998, 5, 12, 15, 30, 0, TimeSpan.FromHours(2));
    private readonly ServerProcess _server = running.Server;
    private HttpClient _owner = null!;

    public async Task InitializeAsync() => _owner = await _server.SignInAsync();

    public Task DisposeAsync()
    {
        _owner.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Imported_videos_become_ready_and_can_be_listed_and_exported()
    {
        using var folder = new TemporaryFolder();
        var original = folder.At("Oma_im_Garten.mp4");
        File.Copy(await Clips.SmallAsync(), original);

        var import = (await CommandRun.OnAsync(_server.DataPath, "import", original)).Succeeded();

        import.Output.Should().Contain("1 file imported").And.Contain("The server prepares it now.");
        var id = (await ListAsync()).Single().GetProperty("id").GetGuid();
        var ready = await _owner.ReadyAsync(id);
        ready.Title.Should().Be("Oma im Garten");
        File.ReadAllBytes(original).Should().Equal(await File.ReadAllBytesAsync(await Clips.SmallAsync()));
        var listed = (await ListAsync()).Single();
        listed.GetProperty("status").GetString().Should().Be("ready");
        listed.GetProperty("durationSeconds").GetDouble().Should().BeApproximately(2, 0.1);
        using var dated = await _owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{id}",
            new { recordedAt = "1998-05-12T15:30:00+02:00" }
        );
        dated.EnsureSuccessStatusCode();
        await ExportsTwiceAsync(id, folder.At("out"));
        _server.AssertNoErrorsLogged();
    }

    private async Task ExportsTwiceAsync(Guid id, string to)
    {
        (await CommandRun.OnAsync(_server.DataPath, "export", $"{id}", "--to", to)).Succeeded();
        var first = Path.Combine(to, "Oma im Garten.mp4");
        await File.WriteAllTextAsync(first, "Changed by a person.");

        (await CommandRun.OnAsync(_server.DataPath, "export", "--all", "--to", to)).Succeeded();

        (await File.ReadAllTextAsync(first)).Should().Be("Changed by a person.");
        Directory
            .GetFiles(to)
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("Oma im Garten.mp4", "Oma im Garten (2).mp4");
        (await FrameCount.ByDecodingAsync(Path.Combine(to, "Oma im Garten (2).mp4"))).Should().Be(50);
        File.GetLastWriteTimeUtc(Path.Combine(to, "Oma im Garten (2).mp4")).Should().Be(_recorded.UtcDateTime);
    }

    private Task<JsonElement[]> ListAsync() => CommandRun.ListAsync(_server.DataPath);

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_running_server()
    {
        const string password = "another horse, another battery";

        var reset = await CommandRun.WithInputAsync(_server.DataPath, password + "\n", "user", "reset-password");

        reset.Succeeded().Output.Should().Contain(SignedInClient.Username).And.NotContain(password);
        await Until.TrueAsync(async () =>
        {
            using var answer = await _owner.GetAsync(StreamVaultUrls.ApiJobs);
            return answer.StatusCode == System.Net.HttpStatusCode.Unauthorized;
        });
        (await StatusOfSignInAsync(SignedInClient.Password)).Should().Be(System.Net.HttpStatusCode.Unauthorized);
        (await StatusOfSignInAsync(password)).Should().Be(System.Net.HttpStatusCode.OK);
        _server.AssertNoErrorsLogged();
        // The other tests share the server.
        (
            await CommandRun.WithInputAsync(_server.DataPath, SignedInClient.Password + "\n", "user", "reset-password")
        ).Succeeded();
    }

    [Fact]
    public async Task A_short_password_or_an_unknown_name_changes_nothing()
    {
        var weak = await CommandRun.WithInputAsync(_server.DataPath, "short\n", "user", "reset-password");
        var none = await CommandRun.WithInputAsync(_server.DataPath, "", "user", "reset-password");
        var other = await CommandRun.WithInputAsync(
            _server.DataPath,
            "long enough for all\n",
            "user",
            "reset-password",
            "x"
        );

        (weak.ExitCode, none.ExitCode, other.ExitCode).Should().Be((1, 1, 1));
        weak.Error.Should().Contain("at least 10 characters");
        other.Error.Should().Contain(SignedInClient.Username);
        (await StatusOfSignInAsync(SignedInClient.Password)).Should().Be(System.Net.HttpStatusCode.OK);
    }

    private async Task<System.Net.HttpStatusCode> StatusOfSignInAsync(string password)
    {
        using var client = _server.CreateClient();
        using var answer = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password }
        );
        return answer.StatusCode;
    }
}
