using System.Globalization;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>The filters that scale each decoded frame to all rungs (ffmpeg-filters). Pure.</summary>
internal static class VideoFilters
{
    /// <returns>A filter graph with the outputs <c>[v0]</c>, <c>[v1]</c> … in the order of the rungs.</returns>
    /// <param name="plan">The plan.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="last">The last filters of each rung, starting with a comma; empty for none.</param>
    /// <param name="decoded">The file for the timestamps of decoded frames.</param>
    public static string For(EncodePlan plan, Chunk chunk, string last, string decoded) =>
        $"[0:{plan.Video.Index}]"
        + string.Join(',', OnTheGrid(plan, chunk).Concat(ToFirstRung(plan)).Prepend(DecodedFrames.Filter(decoded)))
        + Cascade(plan.Encoded, last);

    private static IEnumerable<string> OnTheGrid(EncodePlan plan, Chunk chunk)
    {
        yield return TimestampOutlierFilter.Filter;
        if (plan.Video.Interlaced)
        {
            yield return "bwdif=mode=send_frame:deint=interlaced";
        }

        // The grid starts where reading started, even if the first frame comes later: that frame is then shown from the start.
        // The last frame passes regardless of its declared duration: in FLV, each lasts a millisecond.
        yield return $"fps={plan.Chunks.Rate}:start_time=0:eof_action=pass";
        if (chunk.IsLast && plan.Chunks.TailFrames > 0)
        {
            yield return $"tpad=stop_mode=clone:stop={plan.Chunks.TailFrames}";
        }

        var skipped = chunk.FirstFrame - plan.Chunks.SeekFrame(chunk);
        yield return plan.MaxFrames(chunk) is { } most
            ? $"trim=start_frame={skipped}:end_frame={skipped + most}"
            : $"trim=start_frame={skipped}";
        yield return "setpts=PTS-STARTPTS";
    }

    private static IEnumerable<string> ToFirstRung(EncodePlan plan)
    {
        var (width, height) = (plan.Encoded[0].Width, plan.Encoded[0].Height);
        if (plan.ToneMap)
        {
            // zscale rejects partly tagged frames, so missing tags are filled in.
            yield return $"setparams=color_primaries=bt2020:color_trc={plan.Video.Color.Transfer}:colorspace=bt2020nc";
            // Scaled first: tone mapping uses 32-bit floats and is expensive per pixel.
            yield return $"zscale=w={width}:h={height}:t=linear:npl={OutputColors.ReferenceWhite}";
            yield return "format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv";
        }
        else
        {
            yield return $"scale={width}:{height}:flags=bicubic{Conversion(OutputColors.Of(plan.Video, plan.ToneMap))}";
        }

        yield return "format=yuv420p";
        // Sizes are rounded to even numbers; without this, the rounding would result in slightly non-square pixels.
        yield return "setsar=1";
    }

    // No options without a conversion: even a conversion to the same colors makes the filter copy every pixel.
    private static string Conversion(OutputColors colors) =>
        !colors.Converts ? ""
        : colors.From is null ? ":out_color_matrix=bt709:out_range=tv"
        : $":in_color_matrix={colors.From}:out_color_matrix=bt709:out_range=tv";

    // Each rung is scaled from the one above it: frames are decoded once and get smaller at every step.
    private static string Cascade(IReadOnlyList<Rung> rungs, string last)
    {
        var graph = rungs.Count == 1 ? $"{last}[v0]" : Split(0, last);
        for (var i = 1; i < rungs.Count; i++)
        {
            var size = string.Create(CultureInfo.InvariantCulture, $"scale={rungs[i].Width}:{rungs[i].Height}");
            graph += $";[t{i}]{size}:flags=bicubic,setsar=1";
            graph += i == rungs.Count - 1 ? $"{last}[v{i}]" : Split(i, last);
        }

        return graph;
    }

    private static string Split(int rung, string last) =>
        last.Length == 0
            ? $",split=2[v{rung}][t{rung + 1}]"
            : $",split=2[s{rung}][t{rung + 1}];[s{rung}]{last[1..]}[v{rung}]";
}
