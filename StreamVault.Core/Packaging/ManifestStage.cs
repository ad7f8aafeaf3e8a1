using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Packaging;

/// <summary>Writes the manifest of a finished result, so that later damage to its files can be detected.</summary>
internal sealed partial class ManifestStage(
    VaultStorage storage,
    VideoLibrary library,
    TimeProvider clock,
    ILogger<ManifestStage> logger
)
{
    /// <param name="work">The attempt, packaged and checked.</param>
    /// <param name="cancellationToken">Stops between blocks of a file.</param>
    public async Task RunAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var source = await library.FindAsync(work.Video, cancellationToken) is { SourceSha256: { } sha256 }
            ? new StoredFile(new FileInfo(storage.PathToEncode(work.Video)).Length, sha256)
            : null;
        var manifest = await ManifestMaker.RunAsync(
            work.Folder.ResultFolder,
            storage.KeyPath(work.Video),
            source,
            clock.GetUtcNow(),
            madeLater: false,
            _ => Task.FromResult(true),
            cancellationToken
        );
        Log.Made(
            logger,
            work.Video,
            manifest!.Files.Count,
            manifest.Files.Values.Sum(file => file.Bytes),
            Stopwatch.GetElapsedTime(began)
        );
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Debug,
            "Checksums of video {Video} written: {Files} files, {Bytes} bytes, in {Elapsed}"
        )]
        public static partial void Made(ILogger logger, VideoId video, int files, long bytes, TimeSpan elapsed);
    }
}
