using System.Buffers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Exports;

/// <summary>Sends a quality of a ready video as one MP4 file, decrypted and joined while it is sent. Thread-safe.</summary>
public sealed partial class Mp4Download
{
    private const int BufferBytes = 81_920;
    private readonly ProgramRunner _programs;
    private readonly FfmpegTools _tools;
    private readonly VaultStorage _storage;
    private readonly VideoCheck _check;
    private readonly VideoLibrary _library;
    private readonly ILogger<Mp4Download> _logger;

    /// <summary>Created once, by dependency injection.</summary>
    public Mp4Download(
        ProgramRunner programs,
        FfmpegTools tools,
        VaultStorage storage,
        VideoCheck check,
        VideoLibrary library,
        ILogger<Mp4Download> logger
    )
    {
        (_programs, _tools, _storage) = (programs, tools, storage);
        (_check, _library, _logger) = (check, library, logger);
    }

    /// <summary>
    /// Checks that all files of a quality exist with the right size, that the key matches, and that the first megabytes
    /// are unchanged. Call it before sending the first byte. Damage is recorded in the video's row.
    /// </summary>
    /// <exception cref="VideoDamagedException">Something is damaged.</exception>
    public async Task RequireWholeAsync(VideoId video, string quality, CancellationToken cancellationToken)
    {
        var check = await _check.OpenAsync(video, quality, cancellationToken);
        await check.AdvanceAsync(0, cancellationToken);
    }

    /// <summary>Whether the video has this quality.</summary>
    /// <param name="video">The video.</param>
    /// <param name="quality">One of its qualities: <c>1080p</c>.</param>
    public bool Exists(VideoId video, string quality) =>
        QualityName().IsMatch(quality) && File.Exists(PlaylistPath(video, quality));

    /// <summary>
    /// Writes the whole quality as a fragmented MP4, which can be played while it is received. It contains the title,
    /// the description, the date of recording and the tags, but neither people nor the place.
    /// </summary>
    /// <param name="video">A ready video.</param>
    /// <param name="quality">One of its qualities.</param>
    /// <param name="destination">The output stream; left open. If it throws, FFmpeg is ended and the exception is rethrown.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <exception cref="FileNotFoundException">The video doesn't have this quality.</exception>
    /// <exception cref="VideoDamagedException">
    /// A file is missing or changed; the output so far is incomplete. Damage is recorded.
    /// </exception>
    /// <exception cref="Mp4DownloadException">FFmpeg is missing or failed; the output so far is incomplete.</exception>
    public async Task WriteAsync(Video video, string quality, Stream destination, CancellationToken cancellationToken)
    {
        var id = video.Id;
        if (!QualityName().IsMatch(quality))
        {
            throw NoSuchQuality(id);
        }

        var check = await _check.OpenAsync(id, quality, cancellationToken);
        if (!Exists(id, quality))
        {
            throw NoSuchQuality(id);
        }

        if (await _tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new Mp4DownloadException(((FfmpegState.Missing)_tools.State).Reason);
        }

        var labels = await _library.LabelsAsync(id, cancellationToken);
        var result = await _programs.RunAsync(
            new ProgramCall(found.Path, Arguments(video, labels.Tags, PlaylistPath(id, quality)))
            {
                Confinement = Confinement.Reading.Reads(_storage.KeyPath(id)),
            },
            (output, token) => CopyAsync(output, destination, check, token),
            cancellationToken
        );
        if (result.ExitCode != 0)
        {
            Log.Failed(_logger, id, quality, result.ExitCode, result.LogTail);
            throw new Mp4DownloadException(
                $"FFmpeg failed while making the download (exit code {result.ExitCode}).\n{result.Log}"
            );
        }
    }

    private static FileNotFoundException NoSuchQuality(VideoId video) =>
        new($"Video {video} has no quality of that name.");

    // FFmpeg skips missing data, conceals errors and still reports success. So its input files are hashed while its
    // output is sent, and the end is sent only after the last file was checked.
    private static async Task CopyAsync(
        Stream output,
        Stream destination,
        TransferCheck check,
        CancellationToken cancellationToken
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var sent = 0L;
            int read;
            await check.AdvanceAsync(sent, cancellationToken);
            while ((read = await output.ReadAsync(buffer, cancellationToken)) > 0)
            {
                sent += read;
                await check.AdvanceAsync(sent, cancellationToken);
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            await check.FinishAsync(cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string[] Arguments(Video video, IReadOnlyList<string> tags, string playlist) =>
        [
            .. (string[])["-nostdin", "-hide_banner", "-v", "warning"],
            // FFmpeg doesn't accept .key as the extension of a file that a playlist refers to.
            .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
            .. (string[])["-i", SafeInput.Url(playlist), "-map", "0", "-map_metadata", "-1", "-c", "copy"],
            .. Mp4Tags.Arguments(video, tags),
            // With an empty moov, the muxer can't convert ADTS headers for MP4 automatically.
            .. (string[])["-bsf:a", "aac_adtstoasc"],
            .. (string[])["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", "pipe:1"],
        ];

    private string PlaylistPath(VideoId video, string quality) =>
        Path.Combine(_storage.VideoFolder(video), $"{quality}.m3u8");

    [GeneratedRegex(@"\A[0-9]{3,4}p\z")]
    private static partial Regex QualityName();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Download of video {Video} in {Quality} failed, exit code {ExitCode}: {Tail}")]
        public static partial void Failed(ILogger logger, VideoId video, string quality, int exitCode, string tail);
    }
}

/// <summary>A download failed.</summary>
/// <param name="message">What to do about it, with FFmpeg's last lines.</param>
public sealed class Mp4DownloadException(string message) : Exception(message);
