using System.Text.Json;

namespace StreamVault.Core.Encoding;

/// <summary>What a source promises, as its packets say and not its header: the measure of what must come out.</summary>
/// <param name="Tracks">Its tracks, of every kind.</param>
/// <param name="HoldsAnotherFile">Whether another whole file follows in it, which no program reads.</param>
/// <param name="TimesJump">Whether its time stamps jump: on, by more than any recording pauses, or back.</param>
internal sealed record SourcePromise(IReadOnlyList<TrackPromise> Tracks, bool HoldsAnotherFile, bool TimesJump)
{
    /// <returns>What this track promises; nothing if it has no packets.</returns>
    public TrackPromise Of(int track) =>
        Tracks.FirstOrDefault(one => one.Track == track) ?? new TrackPromise(track, 0, null, null);

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>The promise, or null if the text is none.</returns>
    public static SourcePromise? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SourcePromise>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
