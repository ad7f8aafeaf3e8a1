using System.Text.Json;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>What the result must contain, according to the source's packets rather than its header.</summary>
/// <param name="Tracks">Its tracks, of every kind.</param>
/// <param name="HoldsAnotherFile">Whether a second complete file is appended to it.</param>
/// <param name="TimesJump">Whether its timestamps jump backwards, or forwards by more than a recording would pause.</param>
internal sealed record ExpectedContent(IReadOnlyList<ExpectedTrack> Tracks, bool HoldsAnotherFile, bool TimesJump)
{
    /// <summary>The sizes of its key frames.</summary>
    public required KeyFrameSizes KeyFrames { get; init; }

    /// <returns>The expected content of a track; empty if it has no packets.</returns>
    public ExpectedTrack Of(int track) =>
        Tracks.FirstOrDefault(one => one.Track == track) ?? new ExpectedTrack(track, 0, null, null);

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>The parsed value, or null if the text is invalid.</returns>
    public static ExpectedContent? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ExpectedContent>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
