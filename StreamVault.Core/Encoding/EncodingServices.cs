using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Media;
using StreamVault.Core.Originals;
using StreamVault.Core.Packaging;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Encoding;

/// <summary>Registers everything from a claimed job to a ready video.</summary>
public static class EncodingServices
{
    /// <summary>
    /// Adds FFmpeg, the encoder and the workers with their options. The caller adds the clock, the event hub, the storage,
    /// the database, the job queue and the library.
    /// </summary>
    public static IServiceCollection AddEncoding(this IServiceCollection services)
    {
        services.AddSettings<EncodingOptions>("StreamVault:Encoding");
        services.AddFfmpeg().AddMedia().AddDiskSpace();
        services.AddOriginals();
        services.AddIntegrity();
        services.AddSingleton<ContentKeyStore>();
        services.AddSingleton<SourceKeyFrames>();
        services.AddSingleton<KeyFrameCheck>();
        services.AddSingleton<SeekableRemux>();
        services.AddSingleton<StreamCopyPlanner>();
        services.AddSingleton<SourcePreparation>();
        services.AddSingleton<Planner>();
        services.AddSingleton<HardwareEncoders>();
        services.AddSingleton<ChunkSlots>();
        services.AddSingleton<ChunkEncoder>();
        services.AddSingleton<VideoStage>();
        services.AddSingleton<AudioStage>();
        services.AddSingleton<AudioVideoStage>();
        services.AddSingleton<SubtitleStage>();
        services.AddSingleton<ExpectedContentStage>();
        services.AddSingleton<DamageSearch>();
        services.AddSingleton<AcceptedSource>();
        services.AddPackaging();
        services.AddSingleton<MemoryAdvice>();
        services.AddSingleton<Encoder>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<EncodingRecovery>();
        services.AddHostedService<EncodingWorkers>();
        services.AddHostedService<StaleJobSweeper>();
        return services;
    }
}
