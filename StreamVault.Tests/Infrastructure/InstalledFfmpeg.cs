using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVault.Core.Events;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The installed FFmpeg and its sandbox, detected and tried once: otherwise hundreds of vaults would start both programs
/// twice just for that. Server processes, and vaults with FFmpeg settings, do it themselves.
/// </summary>
public static class InstalledFfmpeg
{
    private static readonly Sandbox Sandbox = Sandboxes.Of(new FfmpegOptions());
    private static readonly Lazy<FfmpegTools> Tools = new(() => DetectAsync().GetAwaiter().GetResult());

    /// <summary>Makes a vault use it, unless the vault has FFmpeg settings.</summary>
    /// <param name="services">The vault's services, already complete.</param>
    /// <param name="settings">The keys of the vault's settings.</param>
    public static IServiceCollection UseInstalledFfmpeg(
        this IServiceCollection services,
        IEnumerable<string> settings
    ) =>
        settings.Any(key => key.Contains("Ffmpeg:", StringComparison.Ordinal))
            ? services
            : services.AddSingleton(Tools.Value).AddSingleton(Sandbox);

    private static async Task<FfmpegTools> DetectAsync()
    {
        using var folder = new TemporaryFolder();
        var children = new ChildRecords(new VaultStorage(folder.FullName), NullLogger<ChildRecords>.Instance);
        var tools = new FfmpegTools(
            new ProgramRunner(children, Sandboxes.None),
            new EventHub(),
            TimeProvider.System,
            Options.Create(new FfmpegOptions()),
            NullLogger<FfmpegTools>.Instance
        );
        (await tools.CheckAsync(CancellationToken.None)).Should().BeOfType<FfmpegState.Found>("the tests need FFmpeg");
        return tools;
    }
}
