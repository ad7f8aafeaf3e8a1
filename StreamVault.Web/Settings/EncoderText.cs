using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Web.Settings;

/// <summary>Describes the encoders that this machine can use.</summary>
internal static class EncoderText
{
    /// <param name="hardware">The hardware encoders that passed their trial.</param>
    public static string Of(IReadOnlyCollection<VideoEncoder> hardware) =>
        hardware.Count == 0
            ? "x264, in software. No hardware encoder passed its trial on this machine."
            : $"x264, in software, and {string.Join(", ", hardware)}, which passed a trial here: faster, with a little more "
                + "to store for the same picture. Choose it with StreamVault__Encoding__Encoder.";
}
