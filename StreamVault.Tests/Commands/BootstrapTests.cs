using System.Diagnostics;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary>
/// How <c>script/bootstrap</c> gets the .NET SDK. Each test has a PATH of its own with a package manager, sudo and dotnet that
/// only record how they are called.
/// </summary>
public sealed class BootstrapTests : IDisposable
{
    private const string Instructions = "StreamVault needs the .NET 10 SDK, which is not installed.";
    private readonly TemporaryFolder _folder = new();

    public BootstrapTests()
    {
        Directory.CreateDirectory(_folder.At("bin"));
        File.CreateSymbolicLink(_folder.At("bin/env"), "/usr/bin/env");
        // The SDK works once a package of it has been installed.
        Program("dotnet", "test -f $STATE/sdk");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dnf", "dnf install -y dotnet-sdk-10.0")]
    [InlineData("pacman", "pacman -S --needed --noconfirm dotnet-sdk-10.0 aspnet-runtime-10.0")]
    [InlineData("apt-get", "apt-get install -y -qq --no-install-recommends dotnet-sdk-10.0")]
    public async Task Root_installs_the_SDK_with_the_package_manager(string manager, string command)
    {
        PackageManager(manager);
        User(root: true);

        var run = await NeedDotnetAsync();

        run.ExitCode.Should().Be(0, run.Error);
        Calls().Should().Contain(command);
        run.Output.Should().Contain("==> Running: ").And.Contain(command);
    }

    [Fact]
    public async Task Others_install_the_SDK_with_sudo_and_see_the_command_first()
    {
        PackageManager("dnf");
        User(root: false, sudo: true);

        var run = await NeedDotnetAsync();

        run.ExitCode.Should().Be(0, run.Error);
        Calls().Should().Contain("sudo dnf install -y dotnet-sdk-10.0");
        run.Output.Should().Contain("==> Running: sudo dnf install -y dotnet-sdk-10.0");
    }

    [Fact]
    public async Task Homebrew_installs_the_SDK_without_root()
    {
        PackageManager("brew");
        User(root: false);

        (await NeedDotnetAsync()).ExitCode.Should().Be(0);

        Calls().Should().Contain("brew install --cask dotnet-sdk@10");
        Calls().Should().NotContain(call => call.StartsWith("sudo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_machines_update_the_package_lists_first()
    {
        PackageManager("apt-get");
        Program("apt-cache", "test -f $STATE/lists");
        User(root: true);

        (await NeedDotnetAsync()).ExitCode.Should().Be(0);

        Calls()
            .Should()
            .ContainInOrder("apt-get update -qq", "apt-get install -y -qq --no-install-recommends dotnet-sdk-10.0");
    }

    [Fact]
    public async Task Without_root_and_sudo_it_prints_instructions_and_runs_nothing()
    {
        PackageManager("dnf");
        User(root: false);

        var run = await NeedDotnetAsync();

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(Instructions);
        Calls().Should().NotContain(call => call.Contains("install"));
    }

    [Fact]
    public async Task Without_a_package_of_the_SDK_it_prints_instructions()
    {
        PackageManager("apt-get");
        Program("apt-cache", "exit 100");
        User(root: true);

        var run = await NeedDotnetAsync();

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(Instructions);
        Calls().Should().NotContain(call => call.Contains("install"));
    }

    [Fact]
    public async Task Installs_nothing_if_the_SDK_is_installed()
    {
        PackageManager("apt-get");
        User(root: true);
        File.WriteAllText(_folder.At("sdk"), "");

        var run = await NeedDotnetAsync();

        (run.ExitCode, run.Output, run.Error).Should().Be((0, "", ""));
        Calls().Should().OnlyContain(call => call == "dotnet --version");
    }

    private void PackageManager(string name)
    {
        // "install" and "-S" install the SDK, "update" loads the package lists; all else asks for a package that exists.
        Program(name, "case $1 in install | -S) : >$STATE/sdk ;; update) : >$STATE/lists ;; esac");
        if (name == "apt-get")
        {
            Program("apt-cache", "exit 0");
        }
    }

    private void User(bool root, bool sudo = false)
    {
        Program("id", root ? "echo 0" : "echo 1000");
        if (sudo)
        {
            Program("sudo", "test $1 = -n || exec \"$@\"");
        }
    }

    private void Program(string name, string body)
    {
        var path = _folder.At($"bin/{name}");
        File.WriteAllText(path, $"#!/bin/bash\necho \"{name} $*\" >>$STATE/calls\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string[] Calls() => File.ReadAllLines(_folder.At("calls"));

    private async Task<ProgramResult> NeedDotnetAsync()
    {
        var bootstrap = Path.Combine(Repository.Root, "script/bootstrap");
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"set -euo pipefail; . '{bootstrap}'; need_dotnet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = _folder.At("bin");
        start.Environment["HOME"] = start.Environment["STATE"] = _folder.At(".");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
