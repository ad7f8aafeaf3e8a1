using System.Runtime.InteropServices;

namespace StreamVault.Core.Similarity;

/// <summary>
/// Compares one fingerprint with many others. It indexes 16-bit parts of its hashes, so that the time per other video
/// grows with the length of that video alone. Not thread-safe.
/// </summary>
internal sealed class FingerprintSearch
{
    /// <summary>The shortest overlap that counts, in frames, unless one of the videos is shorter.</summary>
    public const int MinFrames = 3;

    // The overlap must be most of the shorter video, so that a shared title sequence isn't enough.
    private const double MinOverlap = 0.5;
    private const double MinShare = 0.4;
    private const int Bands = 4;
    private const int BandBits = 16;
    private const int MaxTried = 8;

    // In a video of a still scene, all frames have the same parts.
    private const int MaxPerPart = 64;
    private readonly ulong[] _hashes;
    private readonly int _usable;

    // Positions with equal parts form a linked list: _first has the first one of each part, _next the one after each.
    private readonly Dictionary<int, int>[] _first = new Dictionary<int, int>[Bands];
    private readonly int[][] _next = new int[Bands][];
    private readonly Dictionary<int, int> _votes = [];

    /// <param name="hashes">The fingerprint that is compared with others.</param>
    public FingerprintSearch(ulong[] hashes)
    {
        _hashes = hashes;
        _usable = hashes.Count(hash => hash != FrameHash.Flat);
        for (var band = 0; band < Bands; band++)
        {
            (_first[band], _next[band]) = Index(hashes, band);
        }
    }

    /// <summary>Finds where another video shows the same moments.</summary>
    /// <returns>Null if too little matches.</returns>
    public Alignment? Compare(ReadOnlySpan<ulong> other)
    {
        CountVotes(other);
        if (_votes.Count == 0)
        {
            return null;
        }

        var usable = Math.Min(_usable, CountUsable(other));
        Alignment? best = null;
        foreach (var (offset, _) in _votes.OrderByDescending(vote => vote.Value).Take(MaxTried))
        {
            var alignment = At(offset, other);
            if (IsCandidate(alignment, usable) && (best is null || alignment.Matched > best.Value.Matched))
            {
                best = alignment;
            }
        }

        return best;
    }

    private static bool IsCandidate(Alignment alignment, int usable) =>
        alignment.Compared >= Math.Max(Math.Min(MinFrames, usable), MinOverlap * usable)
        && alignment.MatchRatio >= MinShare;

    private static int CountUsable(ReadOnlySpan<ulong> hashes)
    {
        var usable = 0;
        foreach (var hash in hashes)
        {
            usable += hash != FrameHash.Flat ? 1 : 0;
        }

        return usable;
    }

    private void CountVotes(ReadOnlySpan<ulong> other)
    {
        _votes.Clear();
        for (var i = 0; i < other.Length; i++)
        {
            if (other[i] == FrameHash.Flat)
            {
                continue;
            }

            for (var band = 0; band < Bands; band++)
            {
                if (!_first[band].TryGetValue(Part(other[i], band), out var position))
                {
                    continue;
                }

                for (; position >= 0; position = _next[band][position])
                {
                    if (FrameHash.Match(_hashes[position], other[i]))
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(_votes, i - position, out _)++;
                    }
                }
            }
        }
    }

    private Alignment At(int offset, ReadOnlySpan<ulong> other)
    {
        var (compared, matched) = (0, 0);
        var end = Math.Min(_hashes.Length, other.Length - offset);
        for (var i = Math.Max(0, -offset); i < end; i++)
        {
            if (_hashes[i] != FrameHash.Flat && other[i + offset] != FrameHash.Flat)
            {
                compared++;
                matched += FrameHash.Match(_hashes[i], other[i + offset]) ? 1 : 0;
            }
        }

        return new Alignment(offset, compared, matched);
    }

    private static (Dictionary<int, int> First, int[] Next) Index(ulong[] hashes, int band)
    {
        var (first, next) = (new Dictionary<int, int>(), new int[hashes.Length]);
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < hashes.Length; i++)
        {
            var part = Part(hashes[i], band);
            if (hashes[i] != FrameHash.Flat && counts.GetValueOrDefault(part) < MaxPerPart)
            {
                counts[part] = counts.GetValueOrDefault(part) + 1;
                next[i] = first.GetValueOrDefault(part, -1);
                first[part] = i;
            }
        }

        return (first, next);
    }

    private static int Part(ulong hash, int band) => (int)(hash >> (band * BandBits)) & ((1 << BandBits) - 1);
}
