using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>Sandboxes for programs other than a vault's.</summary>
internal static class Sandboxes
{
    public static Sandbox None { get; } = Of(new FfmpegOptions { Sandbox = false });

    public static Sandbox Of(FfmpegOptions options) => new(Options.Create(options), NullLogger<Sandbox>.Instance);
}

/// <summary>A test that needs a sandbox.</summary>
public sealed class SandboxFactAttribute : FactAttribute
{
    private static readonly string? Missing = Reason();

    public SandboxFactAttribute() => Skip = Missing;

    private static string? Reason()
    {
        var found = new FfmpegState.Found("", ProgramPath.Find("ffmpeg")!, ProgramPath.Find("ffprobe")!, true);
        return Sandboxes.Of(new FfmpegOptions()).CheckAsync(found).GetAwaiter().GetResult() is SandboxState.Off off
            ? $"FFmpeg runs without a sandbox here: {off.Reason}"
            : null;
    }
}
