using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVault.Core.Media;

/// <summary>FFprobe's JSON report, with its names (ffprobe.xsd).</summary>
internal sealed record FfprobeReport(FfprobeError? Error, FfprobeFormat? Format, IReadOnlyList<FfprobeStream>? Streams)
{
    public IReadOnlyList<FfprobeChapter>? Chapters { get; init; }

    /// <summary>How it is read and saved.</summary>
    public static JsonSerializerOptions Json { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        };

    /// <exception cref="JsonException">The text is not a report, for example because FFprobe crashed.</exception>
    public static FfprobeReport Parse(string json) =>
        JsonSerializer.Deserialize<FfprobeReport>(json, Json) ?? throw new JsonException("The report is null.");

    /// <returns>The time; null for <c>N/A</c> and for implausible values.</returns>
    public static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds) < TimeSpan.FromDays(365).TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

internal sealed record FfprobeError(int Code, string String);

internal sealed record FfprobeFormat(string FormatName, string? StartTime, string? Duration)
{
    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record FfprobeChapter(string? StartTime, string? EndTime, Dictionary<string, string>? Tags);

internal sealed record FfprobeStream(
    int Index,
    string? CodecType,
    string? CodecName,
    int Width,
    int Height,
    string? SampleAspectRatio,
    string? PixFmt,
    string? ColorRange,
    string? ColorSpace,
    string? ColorTransfer,
    string? ColorPrimaries,
    string? FieldOrder,
    string? RFrameRate,
    string? AvgFrameRate,
    string? StartTime,
    string? Duration,
    string? NbFrames,
    int Channels,
    Dictionary<string, int>? Disposition,
    Dictionary<string, string>? Tags,
    IReadOnlyList<FfprobeSideData>? SideDataList
)
{
    /// <summary>1 if the video stream contains closed captions, as in broadcasts (CTA-708).</summary>
    public int ClosedCaptions { get; init; }

    public bool Is(string disposition) => Disposition?.GetValueOrDefault(disposition) == 1;

    // FFprobe omits the name of an unsupported codec, or writes "unknown".
    [JsonIgnore]
    public bool CanBeDecoded => CodecName is not (null or "unknown" or "none");
}

internal sealed record FfprobeSideData(string? SideDataType, double Rotation)
{
    /// <summary>The Dolby Vision profile; 0 for none.</summary>
    public int DvProfile { get; init; }
}
