namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>Reads AAC frames with their headers (ADTS; ISO/IEC 13818-7, 6.2).</summary>
internal sealed class AdtsFrames : IDisposable
{
    private const int HeaderBytes = 7;
    private const int ChecksumBytes = 2;
    private readonly FileStream _file;
    private readonly byte[] _frame = new byte[1 << 13];
    private int _bytes;

    /// <summary>Opens a file before its first frame.</summary>
    /// <param name="path">The file.</param>
    public AdtsFrames(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
    }

    /// <summary>The number of frames read.</summary>
    public long Count { get; private set; }

    /// <summary>The last frame read, including its header.</summary>
    public ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _bytes);

    /// <summary>The last frame read, without its header.</summary>
    public ReadOnlySpan<byte> Data => Frame[((_frame[1] & 1) == 0 ? HeaderBytes + ChecksumBytes : HeaderBytes)..];

    /// <summary>Reads the next frame.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidDataException">The data is not a complete frame.</exception>
    public bool Read()
    {
        _bytes = _file.ReadAtLeast(_frame.AsSpan(0, HeaderBytes), HeaderBytes, throwOnEndOfStream: false);
        if (_bytes == 0)
        {
            return false;
        }

        // A header starts with twelve set bits; thirteen bits are the frame length.
        var length = (_frame[3] & 3) << 11 | _frame[4] << 3 | _frame[5] >> 5;
        if (_bytes < HeaderBytes || _frame[0] != 0xFF || (_frame[1] & 0xF0) != 0xF0 || length <= HeaderBytes)
        {
            throw Broken();
        }

        _bytes += _file.ReadAtLeast(
            _frame.AsSpan(HeaderBytes, length - HeaderBytes),
            length - HeaderBytes,
            throwOnEndOfStream: false
        );
        Count++;
        return _bytes == length ? true : throw Broken();
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private InvalidDataException Broken() => new($"{Path.GetFileName(_file.Name)} is damaged.");
}
