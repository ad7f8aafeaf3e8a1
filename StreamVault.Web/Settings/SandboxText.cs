using StreamVault.Core.Encoding;

namespace StreamVault.Web.Settings;

/// <summary>Whether FFmpeg runs in a sandbox, in words.</summary>
internal static class SandboxText
{
    /// <param name="state">What the trial showed.</param>
    /// <param name="encoder">The encoder that is chosen.</param>
    public static string Of(SandboxState state, VideoEncoder encoder) =>
        state switch
        {
            SandboxState.Off off => $"FFmpeg runs without a sandbox: {off.Reason}.",
            _ when encoder != VideoEncoder.X264 =>
                "FFmpeg runs without network and sees only its own files, except while a hardware encoder is at work: it "
                    + "needs its devices.",
            _ => "FFmpeg runs without network and sees only its own files.",
        };
}
