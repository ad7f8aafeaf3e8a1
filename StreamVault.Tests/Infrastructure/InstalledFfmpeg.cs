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
/// FFmpeg as it is installed, looked for and tried once: hundreds of vaults would each start both programs only to hear their
/// version. Servers that are processes of their own, and vaults with a setting about FFmpeg, look for themselves.
/// </summary>
public static class InstalledFfmpeg
{
    private static readonly Lazy<FfmpegTools> Tools = new(() => LookAsync().GetAwaiter().GetResult());

    /// <summary>Lets a vault use it, unless one of its settings is about FFmpeg.</summary>
    /// <param name="services">The vault's own, complete.</param>
    /// <param name="settings">The keys of its settings.</param>
    public static IServiceCollection UseInstalledFfmpeg(
        this IServiceCollection services,
        IEnumerable<string> settings
    ) =>
        settings.Any(key => key.Contains("Ffmpeg:", StringComparison.Ordinal))
            ? services
            : services.AddSingleton(Tools.Value);

    private static async Task<FfmpegTools> LookAsync()
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
