using System.Globalization;
using System.Security.Cryptography;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Tags;

/// <summary>
/// Pictures of faces, cut out of ready videos. A missing picture is made again while its video exists. It belongs to
/// the person, so it is kept when the video is deleted. Thread-safe.
/// </summary>
public sealed class PersonFaces : IDisposable
{
    /// <summary>The extension of files that are being written.</summary>
    internal const string UnfinishedExtension = ".new";

    private const int Pixels = 320;
    private const double FirstSeek = 0.1;
    private readonly ProgramRunner _programs;
    private readonly FfmpegTools _tools;
    private readonly VaultStorage _storage;

    // One at a time: a page of new faces would otherwise start an FFmpeg process for each.
    private readonly SemaphoreSlim _cutting = new(1);

    /// <summary>Created once, by dependency injection.</summary>
    public PersonFaces(ProgramRunner programs, FfmpegTools tools, VaultStorage storage) =>
        (_programs, _tools, _storage) = (programs, tools, storage);

    /// <summary>The path of a face's picture, which is made if it is missing.</summary>
    /// <param name="face">The face.</param>
    /// <param name="qualities">The qualities of its video; empty if it isn't ready.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if it can't be made: the video or FFmpeg is missing, or the video is damaged there.</returns>
    public async Task<string?> PathAsync(
        Face face,
        IReadOnlyList<string> qualities,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(_storage.PeopleFolder, NameOf(face));
        if (File.Exists(path))
        {
            return path;
        }

        if (
            qualities is not [var best, ..]
            || await _tools.CheckAsync(cancellationToken) is not FfmpegState.Found ffmpeg
        )
        {
            return null;
        }

        await _cutting.WaitAsync(cancellationToken);
        try
        {
            return File.Exists(path) || await TryCutAsync(face, best, ffmpeg.Path, path, cancellationToken)
                ? path
                : null;
        }
        finally
        {
            _cutting.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _cutting.Dispose();

    /// <summary>A frame of a ready video as JPEG, at most 960 pixels wide.</summary>
    /// <returns>Null if it can't be made.</returns>
    public async Task<byte[]?> FrameAsync(
        VideoId video,
        IReadOnlyList<string> qualities,
        double atSeconds,
        CancellationToken cancellationToken
    )
    {
        if (
            qualities is not [var best, ..]
            || await _tools.CheckAsync(cancellationToken) is not FfmpegState.Found ffmpeg
        )
        {
            return null;
        }

        await _cutting.WaitAsync(cancellationToken);
        try
        {
            return await CutAsync(video, best, atSeconds, "scale='min(960,iw)':-2", ffmpeg.Path, cancellationToken);
        }
        finally
        {
            _cutting.Release();
        }
    }

    private async Task<bool> TryCutAsync(
        Face face,
        string quality,
        string ffmpeg,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (
            await CutAsync(face.Video, quality, face.AtSeconds, Crop(face), ffmpeg, cancellationToken)
            is not { } picture
        )
        {
            return false;
        }

        VaultStorage.CreatePrivateFolder(_storage.PeopleFolder);
        var unnamed = path + UnfinishedExtension;
        await File.WriteAllBytesAsync(unnamed, picture, cancellationToken);
        VaultStorage.Flush(unnamed);
        File.Move(unnamed, path, overwrite: true);
        return true;
    }

    private async Task<byte[]?> CutAsync(
        VideoId video,
        string quality,
        double atSeconds,
        string filter,
        string ffmpeg,
        CancellationToken cancellationToken
    )
    {
        var playlist = Path.Combine(_storage.VideoFolder(video), $"{quality}.m3u8");
        if (!File.Exists(playlist))
        {
            return null;
        }

        using var picture = new MemoryStream();
        var call = new ProgramCall(ffmpeg, Arguments(playlist, atSeconds, filter))
        {
            Confinement = Confinement.Reading.Reads(_storage.KeyPath(video)),
        };
        var result = await _programs.RunAsync(
            call,
            (output, token) => output.CopyToAsync(picture, token),
            cancellationToken
        );
        return result.ExitCode == 0 && picture.Length > 0 ? picture.ToArray() : null;
    }

    // Named after the face, not the person: a rebuilt database numbers people differently.
    internal static string NameOf(Face face)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{face.Video} {face.AtSeconds:R} {face.Left:R} {face.Top:R} {face.Size:R}"
        );
        return $"{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..32]}.jpg";
    }

    private static string Crop(Face face)
    {
        var side = string.Create(CultureInfo.InvariantCulture, $"'min(min(iw,ih),ih*{face.Size:0.####})'");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"crop=w={side}:h={side}:x='min(iw*{face.Left:0.####},iw-ow)':y='min(ih*{face.Top:0.####},ih-oh)',scale={Pixels}:{Pixels}"
        );
    }

    private static string[] Arguments(string playlist, double atSeconds, string filter) =>
        [
            .. (string[])["-nostdin", "-hide_banner", "-v", "warning"],
            .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
            // FFmpeg can't seek to the start of a playlist whose audio starts before its video.
            .. atSeconds < FirstSeek
                ? []
                : (string[])["-ss", atSeconds.ToString("0.###", CultureInfo.InvariantCulture)],
            .. (string[])["-i", SafeInput.Url(playlist), "-map", "0:v:0", "-frames:v", "1"],
            .. (string[])["-vf", filter, "-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe", "pipe:1"],
        ];
}
