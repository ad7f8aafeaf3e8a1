using System.Net;
using System.Net.Sockets;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Startup;

/// <summary>Startup failures are explained with one sentence for the cause and one for the solution.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class StartupFailureTests : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_port_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var start = await ServerStart.TryAsync(_folder.At("data"), address);

        AssertOneMessage(start, 1, $"StreamVault can't listen on {address}: another program uses this port.", "--urls");
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("localhost:4000")]
    [InlineData("ftp://127.0.0.1:4000")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0/vault")]
    public async Task An_invalid_address(string address)
    {
        var start = await ServerStart.TryAsync(_folder.At("data"), address);

        AssertOneMessage(start, 1, $"Urls is '{address}', which is not an address to listen on.", "A good value is");
    }

    [Fact]
    public async Task An_address_of_another_machine()
    {
        // TEST-NET-2 (RFC 5737) is assigned to no host.
        var start = await ServerStart.TryAsync(_folder.At("data"), "http://198.51.100.7:4000");

        AssertOneMessage(start, 1, "this machine doesn't have this address", "--urls");
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data", "vault")]
    public async Task A_file_where_the_data_folder_must_be(params string[] path)
    {
        await File.WriteAllTextAsync(_folder.At("data"), "");

        var start = await ServerStart.TryAsync(_folder.At(path), AnyPort);

        AssertOneMessage(start, 1, $"because {_folder.At("data")} is a file", "StreamVault:DataPath");
    }

    [Fact]
    public async Task A_file_where_a_folder_of_the_vault_must_be()
    {
        Directory.CreateDirectory(_folder.At("data"));
        await File.WriteAllTextAsync(_folder.At("data", "videos"), "");

        var start = await ServerStart.TryAsync(_folder.At("data"), AnyPort);

        AssertOneMessage(start, 1, _folder.At("data", "videos"), "Move the file");
    }

    [PermissionsFact]
    public async Task A_data_folder_that_may_not_be_written()
    {
        LayVault(_folder.At("data"));
        File.Delete(_folder.At("data", "server.lock"));
        ServerStart.SetMode(_folder.At("data"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var start = await ServerStart.TryAsync(_folder.At("data"), AnyPort, obeysPermissions: true);
        var command = await ServerStart.TryCommandAsync(_folder.At("data"), true, "list");

        AssertOneMessage(start, 1, $"can't write to the data folder {_folder.At("data")}", "Grant it access");
        AssertOneMessage(command, 2, $"can't write to the data folder {_folder.At("data")}", "Grant it access");
        AllowAll(_folder.At("data"));
    }

    [PermissionsFact]
    public async Task A_data_folder_that_may_not_be_read()
    {
        LayVault(_folder.At("data"));
        ServerStart.SetMode(_folder.At("data"), UnixFileMode.None);

        var start = await ServerStart.TryAsync(_folder.At("data"), AnyPort, obeysPermissions: true);
        var command = await ServerStart.TryCommandAsync(_folder.At("data"), true, "list");

        AssertOneMessage(start, 1, _folder.At("data"), "Grant it access");
        AssertOneMessage(command, 2, _folder.At("data"), "access");
        AllowAll(_folder.At("data"));
    }

    [SmallDiskFact]
    public async Task A_data_folder_on_a_read_only_disk()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), 1 << 20);
        LayVault(_folder.At("disk", "data"));
        disk.MakeReadOnly();

        var start = await ServerStart.TryAsync(_folder.At("disk", "data"), AnyPort);
        var command = await ServerStart.TryCommandAsync(_folder.At("disk", "data"), false, "list");
        var elsewhere = await ServerStart.TryAsync(_folder.At("disk", "new"), AnyPort);

        AssertOneMessage(start, 1, "is on a read-only disk", "Make the disk writable");
        AssertOneMessage(command, 2, "is on a read-only disk", "Make the disk writable");
        AssertOneMessage(elsewhere, 1, "is on a read-only disk", "Make the disk writable");
    }

    [Fact]
    public async Task A_data_folder_that_another_server_uses()
    {
        using var held = VaultLock.Take(new VaultStorage(_folder.At("data")));

        var start = await ServerStart.TryAsync(_folder.At("data"), AnyPort);

        AssertOneMessage(start, 1, "Another StreamVault is already using the data folder", "StreamVault:DataPath");
    }

    // Creates a vault's folders and lock file.
    private static void LayVault(string path)
    {
        using var held = VaultLock.Take(new VaultStorage(path));
    }

    private static void AllowAll(string folder) =>
        ServerStart.SetMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static void AssertOneMessage(ProgramResult result, int exitCode, params string[] parts)
    {
        var said = result.Output + result.Error;
        result.ExitCode.Should().Be(exitCode, "it said: {0}", said);
        result.Error.Trim().Split('\n').Should().ContainSingle("it said: {0}", said);
        result.Error.Should().ContainAll(parts);
        said.Should().NotContain("   at ").And.NotContain("fail:").And.NotContain("crit:");
    }
}
