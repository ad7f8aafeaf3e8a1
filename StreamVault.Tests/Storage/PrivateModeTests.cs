using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Storage;

/// <summary>Other accounts can't read the vault.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class PrivateModeTests
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [UnixFact]
    public async Task Everything_is_private_after_the_first_run_in_a_world_readable_folder()
    {
        using var folder = new TemporaryFolder();
        var data = folder.At("vault");
        Directory.CreateDirectory(data);
        OpenToAll(data);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:DataPath", data),
            // Its work folder comes and goes while the entries are read.
            ("StreamVault:Previews:Enabled", "false")
        );
        using var owner = await server.SignInAsync();
        var video = await owner.UploadAsync(await Clips.SmallAsync());
        await owner.MakeTokenAsync(video.Id);
        await owner.ReadyAsync(video.Id);

        File.Exists(Path.Combine(data, "streamvault.db-wal"))
            .Should()
            .BeTrue("an earlier version created it readable for everyone");
        OpenEntries(data).Should().BeEmpty();
        server.Log.Should().Contain("Access is now restricted to StreamVault's user");
    }

    [UnixFact]
    public async Task A_folder_of_an_earlier_version_becomes_private_at_the_next_start()
    {
        await using var server = await ServerProcess.StartAsync();
        await server.StopAsync();
        OpenToAll(server.DataPath);
        OpenToAll(Path.Combine(server.DataPath, "videos"));
        OpenToAll(Path.Combine(server.DataPath, "streamvault.db"));

        await server.StartAgainAsync();

        OpenEntries(server.DataPath).Should().BeEmpty();
    }

    private static void OpenToAll(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                path,
                Owners
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        }
    }

    private static List<string> OpenEntries(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        return Directory
            .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Prepend(folder)
            .Where(entry => OperatingSystem.IsWindows() || (File.GetUnixFileMode(entry) & ~Owners) != 0)
            .ToList();
    }
}

/// <summary>A test that needs Unix permissions.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has other permissions" : null;
}
