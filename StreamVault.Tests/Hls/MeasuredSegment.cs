using System.Security.Cryptography;

namespace StreamVault.Tests.Hls;

/// <summary>The decrypted contents of a segment.</summary>
/// <param name="Bytes">Its encrypted size.</param>
/// <param name="Duration">Its duration in the playlist, in seconds.</param>
/// <param name="Clear">The transport stream or text.</param>
public sealed record MeasuredSegment(long Bytes, double Duration, byte[] Clear)
{
    private const int Sps = 7;
    private const int Idr = 5;
    private const int Slice = 1;

    public static MeasuredSegment Open(byte[] sent, ParsedSegment said, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return new(sent.Length, said.Duration, aes.DecryptCbc(sent, Convert.FromHexString(said.Iv!)));
    }

    /// <summary>The codec as its sequence parameter set says (RFC 6381, 3.3): <c>avc1.64001f</c>.</summary>
    public string Codec =>
        Units()
            .Where(unit => unit.Kind == Sps)
            .Select(unit => $"avc1.{Convert.ToHexStringLower(Clear, unit.At, 3)}")
            .First();

    /// <summary>Whether its first frame needs no other (H.264, 7.4.1.2.4).</summary>
    public bool BeginsAnew => Units().First(unit => unit.Kind is Slice or Idr).Kind == Idr;

    /// <summary>The largest rate of any run of segments of 0.5 to 1.5 target durations (RFC 8216, 4.3.4.2 and 4.1).</summary>
    public static double Peak(IReadOnlyList<MeasuredSegment> segments, double target) =>
        (
            from first in Enumerable.Range(0, segments.Count)
            from count in Enumerable.Range(1, segments.Count - first)
            let run = segments.Skip(first).Take(count).ToList()
            let seconds = run.Sum(segment => segment.Duration)
            where seconds >= 0.5 * target && seconds <= 1.5 * target
            select run.Sum(segment => segment.Bytes) * 8 / seconds
        ).Max();

    /// <summary>All bits divided by all seconds.</summary>
    public static double Average(IReadOnlyList<MeasuredSegment> segments) =>
        segments.Sum(segment => segment.Bytes) * 8 / segments.Sum(segment => segment.Duration);

    // Each starts after 00 00 01 with a byte whose last five bits are its type (H.264, Annex B).
    private IEnumerable<(int Kind, int At)> Units()
    {
        for (var at = 3; at < Clear.Length - 3; at++)
        {
            if (Clear[at - 3] == 0 && Clear[at - 2] == 0 && Clear[at - 1] == 1)
            {
                yield return (Clear[at] & 0x1f, at + 1);
            }
        }
    }
}
