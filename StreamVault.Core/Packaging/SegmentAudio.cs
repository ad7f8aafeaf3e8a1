using System.Buffers;
using System.Security.Cryptography;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Packaging;

/// <summary>Hands out the sound of a result, as its picture goes on.</summary>
internal sealed class SegmentAudio : IDisposable
{
    private const int SampleRate = 48_000;
    private const int SamplesPerFrame = 1024;
    private const long FrameTicks = SamplesPerFrame * TransportClock.TicksPerSecond / SampleRate;

    // The encoder begins with a frame that is only there to warm up the decoder (FFmpeg, initial_padding).
    private const int WarmingUp = 1;

    private readonly AdtsFrames _frames;
    private readonly ArrayBufferWriter<byte> _unit = new();
    private readonly int _framesPerUnit;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasNext;

    /// <param name="path">AAC of 48,000 samples a second, with a header before each frame.</param>
    /// <param name="framesPerUnit">How many frames are written at once, if there are as many.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public SegmentAudio(string path, int framesPerUnit)
    {
        _framesPerUnit = framesPerUnit;
        _frames = new AdtsFrames(path);
        _hasNext = _frames.Read();
    }

    /// <summary>How long all sound is that was read.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((_frames.Count - WarmingUp) * SamplesPerFrame / (double)SampleRate);

    private long NextAt => TransportClock.TicksOf(SegmentTime.Begin) + (_frames.Count - 1 - WarmingUp) * FrameTicks;

    /// <summary>Writes the sound that is heard up to a moment, and a little more.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="moment">The moment, in ticks.</param>
    /// <param name="end">What is heard from there on is left, in ticks.</param>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public void Write(TransportWriter writer, long moment, long end)
    {
        while (_hasNext && NextAt <= moment && NextAt < end)
        {
            var heardAt = NextAt;
            _unit.ResetWrittenCount();
            for (var count = 0; count < _framesPerUnit && _hasNext && NextAt < end; count++)
            {
                _unit.Write(_frames.Frame);
                _hash.AppendData(_frames.Data);
                _hasNext = _frames.Read();
            }

            writer.WriteAudio(_unit.WrittenSpan, heardAt);
        }
    }

    /// <summary>The SHA-256 of all that was written, without the headers of its frames.</summary>
    public byte[] Hash() => _hash.GetCurrentHash();

    /// <inheritdoc />
    public void Dispose()
    {
        _frames.Dispose();
        _hash.Dispose();
    }
}
