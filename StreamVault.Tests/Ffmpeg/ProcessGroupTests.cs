using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>Programs started by a wrapper script without exec.</summary>
public sealed class ProcessGroupTests : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;

    public ProcessGroupTests() => _storage = new VaultStorage(_folder.FullName);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("set -m; sleep 1000")]
    [InlineData("setsid -w sleep 1000")]
    public async Task Cancelling_ends_the_children_of_a_wrapper_script(string script)
    {
        using var cancel = new CancellationTokenSource();
        var running = Runner().CaptureAsync(Script($"{script} & echo $! > '{Note}'; wait"), cancel.Token);
        var child = await NotedAsync();

        await cancel.CancelAsync();

        await running.Invoking(async run => await run).Should().ThrowAsync<OperationCanceledException>();
        await Until.TrueAsync(() => ProcessIdentity.Of(child) is null);
        Directory.GetFiles(_storage.ProcessesFolder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("setsid sleep 1000")]
    public async Task A_run_ends_with_the_program_even_if_a_child_holds_its_pipes(string left)
    {
        var (result, output) = await Runner()
            .CaptureAsync(Script($"echo out; echo error >&2; {left} & echo $! > '{Note}'; exit 3"), Ct);

        (result.ExitCode, result.LogTail, output).Should().Be((3, "error", "out\n"));
        var child = await NotedAsync();
        await Until.TrueAsync(() => ProcessIdentity.Of(child) is null);
    }

    [Fact]
    public async Task Reads_all_output_even_with_a_slow_reader()
    {
        var read = 0;
        await Runner()
            .RunAsync(
                Script($"echo $$ > '{Note}'; exec head -c 60000 /dev/zero"),
                async (output, token) =>
                {
                    var program = await NotedAsync();
                    await Until.TrueAsync(() => ProcessIdentity.Of(program) is null);
                    var buffer = new byte[1000];
                    while (await output.ReadAsync(buffer, token) is > 0 and var count)
                    {
                        read += count;
                    }
                },
                Ct
            );

        read.Should().Be(60_000);
    }

    [Fact]
    public async Task A_program_is_recorded_before_it_runs()
    {
        var (_, output) = await Runner().CaptureAsync(Script($"ls '{_storage.ProcessesFolder}'; echo $$"), Ct);

        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\n", true)]
    public async Task A_program_does_not_run_if_the_server_dies_before_it_is_recorded(string sent, bool runs)
    {
        string[] line = [.. ExecPrefix.AfterGoAhead, ProgramPath.Find("touch")!, Note];
        using var program = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true })!;

        await program.StandardInput.WriteAsync(sent);
        program.StandardInput.Close();
        await program.WaitForExitAsync();

        File.Exists(Note).Should().Be(runs);
    }

    [Fact]
    public async Task Ends_orphans_of_a_wrapper_from_an_earlier_run()
    {
        var start = new ProcessStartInfo("sh", ["-c", $"setsid sleep 1000 & echo $! > '{Note}'; wait"]);
        var mark = ChildMark.Put(start);
        using var wrapper = Process.Start(start)!;
        new ChildRecords(_storage, NullLogger<ChildRecords>.Instance).Add(wrapper, "ffmpeg", mark);
        var child = await NotedAsync();
        wrapper.Kill();
        await wrapper.WaitForExitAsync();
        ProcessIdentity.Of(child).Should().NotBeNull();

        new ChildRecords(_storage, NullLogger<ChildRecords>.Instance).KillLeftBehind().Should().Be(1);

        await Until.TrueAsync(() => ProcessIdentity.Of(child) is null);
        Directory.GetFiles(_storage.ProcessesFolder).Should().BeEmpty();
    }

    private string Note => _folder.At("note");

    private async Task<int> NotedAsync() =>
        int.Parse(
            await Until.GotAsync(() =>
                Task.FromResult(File.Exists(Note) && File.ReadAllText(Note) is { Length: > 1 } id ? id : null)
            )
        );

    private static ProgramCall Script(string script) => new(ProgramPath.Find("sh")!, ["-c", script]);

    private ProgramRunner Runner() =>
        new(new ChildRecords(_storage, NullLogger<ChildRecords>.Instance), Sandboxes.None);
}
