using System.Buffers;
using System.Security.Cryptography;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Packaging;

/// <summary>Reads the audio of a result in step with its video.</summary>
internal sealed class SegmentAudio : IDisposable
{
    private const int SampleRate = 48_000;
    private const int SamplesPerFrame = 1024;
    private const long FrameTicks = SamplesPerFrame * TransportClock.TicksPerSecond / SampleRate;

    // The encoder starts with one priming frame (FFmpeg, initial_padding).
    private const int PrimingFrames = 1;

    private readonly AdtsFrames _frames;
    private readonly ArrayBufferWriter<byte> _unit = new();
    private readonly int _framesPerUnit;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasNext;

    /// <param name="path">AAC at 48 kHz with a header before each frame (ADTS).</param>
    /// <param name="framesPerUnit">The maximum number of frames written at once.</param>
    /// <exception cref="InvalidDataException">The file has another format.</exception>
    public SegmentAudio(string path, int framesPerUnit)
    {
        _framesPerUnit = framesPerUnit;
        _frames = new AdtsFrames(path);
        _hasNext = _frames.Read();
    }

    /// <summary>The total length of the audio read so far.</summary>
    public TimeSpan Length =>
        TimeSpan.FromSeconds((_frames.Count - PrimingFrames) * SamplesPerFrame / (double)SampleRate);

    private long NextAt => TransportClock.TicksOf(SegmentTime.Begin) + (_frames.Count - 1 - PrimingFrames) * FrameTicks;

    /// <summary>Writes the audio up to a time, and slightly more.</summary>
    /// <param name="writer">The output.</param>
    /// <param name="moment">The time, in ticks.</param>
    /// <param name="end">The end of the segment, in ticks.</param>
    /// <exception cref="InvalidDataException">The file is truncated.</exception>
    public void Write(TransportWriter writer, long moment, long end)
    {
        while (_hasNext && NextAt <= moment && NextAt < end)
        {
            var presentedAt = NextAt;
            _unit.ResetWrittenCount();
            for (var count = 0; count < _framesPerUnit && _hasNext && NextAt < end; count++)
            {
                _unit.Write(_frames.Frame);
                _hash.AppendData(_frames.Data);
                _hasNext = _frames.Read();
            }

            writer.WriteAudio(_unit.WrittenSpan, presentedAt);
        }
    }

    /// <summary>The SHA-256 of all audio written, without frame headers.</summary>
    public byte[] Hash() => _hash.GetCurrentHash();

    /// <inheritdoc />
    public void Dispose()
    {
        _frames.Dispose();
        _hash.Dispose();
    }
}
