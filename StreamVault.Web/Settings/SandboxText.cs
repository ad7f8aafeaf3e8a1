using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Web.Settings;

/// <summary>Describes whether FFmpeg runs in a sandbox.</summary>
internal static class SandboxText
{
    /// <param name="state">The result of the trial run.</param>
    /// <param name="encoder">The selected encoder.</param>
    public static string Of(SandboxState state, VideoEncoder encoder) =>
        state switch
        {
            SandboxState.Off off => $"FFmpeg runs without a sandbox: {off.Reason}.",
            _ when encoder != VideoEncoder.X264 =>
                "FFmpeg runs without network access and sees only its own files, except with a hardware encoder, which "
                    + "needs its devices.",
            _ => "FFmpeg runs without network access and sees only its own files.",
        };
}
