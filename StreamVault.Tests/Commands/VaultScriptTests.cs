using System.Diagnostics;
using System.Text.Json;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary><c>script/vault</c> with a published program.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class VaultScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public VaultScriptTests()
    {
        Directory.CreateDirectory(_folder.At("tree/script"));
        Directory.CreateDirectory(_folder.At("tree/artifacts"));
        Directory.CreateDirectory(_folder.At("elsewhere"));
        foreach (var file in (string[])["script/vault", "script/bootstrap", "global.json"])
        {
            File.Copy(Path.Combine(Repository.Root, file), _folder.At($"tree/{file}"));
        }

        Directory.CreateSymbolicLink(_folder.At("tree/artifacts/server"), Path.GetDirectoryName(CommandRun.Program)!);
        EmptyDatabase.CopyTo(new VaultStorage(_folder.At("tree/data")));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Uses_the_data_folder_of_the_server_and_prints_no_extra_output()
    {
        var list = (await RunAsync("list", "--json")).Succeeded();

        JsonDocument.Parse(list.Output).RootElement.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Paths_are_relative_to_the_current_folder()
    {
        File.Copy(await Clips.SmallAsync(), _folder.At("elsewhere/clip.mp4"));

        (await RunAsync("import", "clip.mp4")).Succeeded().Output.Should().Contain("1 file imported");
    }

    private async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(_folder.At("tree/script/vault"), arguments)
        {
            WorkingDirectory = _folder.At("elsewhere"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("StreamVault__DataPath");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
