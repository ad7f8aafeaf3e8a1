using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Events;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Originals;
using StreamVault.Core.Settings;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Registers everything between a claimed job and a ready video.</summary>
public static class EncodingServices
{
    /// <summary>
    /// Adds FFmpeg, the encoder and the workers with their options. The caller adds the clock, the event hub, the storage,
    /// the database, the queue and the library.
    /// </summary>
    public static IServiceCollection AddEncoding(this IServiceCollection services)
    {
        services.AddSettings<FfmpegOptions>("StreamVault:Ffmpeg");
        services.AddSettings<EncodingOptions>("StreamVault:Encoding");
        services.AddSettings<OriginalsOptions>("StreamVault:Originals");
        services.AddOriginals();
        services.AddSingleton<RoomReservations>();
        services.AddSingleton<EncodingRoom>();
        services.AddSingleton<WaitingEncodes>();
        services.AddSingleton<ChildRecords>();
        services.AddSingleton(provider => new Sandbox(
            provider.GetRequiredService<IOptions<FfmpegOptions>>(),
            provider.GetRequiredService<ILogger<Sandbox>>()
        ));
        services.AddSingleton<ProgramRunner>();
        // By hand, since their constructors take types that are nobody else's business.
        services.AddSingleton(provider => new FfmpegTools(
            provider.GetRequiredService<ProgramRunner>(),
            provider.GetRequiredService<EventHub>(),
            provider.GetRequiredService<JobSignal>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<FfmpegOptions>>(),
            provider.GetRequiredService<ILogger<FfmpegTools>>()
        ));
        services.AddSingleton(provider => new SourceProbe(
            provider.GetRequiredService<FfmpegTools>(),
            provider.GetRequiredService<ProgramRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SourceProbe>>()
        ));
        services.AddSingleton(provider => new Mp4Download(
            provider.GetRequiredService<ProgramRunner>(),
            provider.GetRequiredService<FfmpegTools>(),
            provider.GetRequiredService<VaultStorage>(),
            provider.GetRequiredService<VideoCheck>(),
            provider.GetRequiredService<ILogger<Mp4Download>>()
        ));
        services.AddSingleton<ContentKeyStore>();
        services.AddSingleton<FfmpegProcess>();
        services.AddSingleton<ProbeLines>();
        services.AddSingleton<SourcePackets>();
        services.AddSingleton<SourceKeyFrames>();
        services.AddSingleton<SourceLengths>();
        services.AddSingleton<PromiseStage>();
        services.AddSingleton<CutCheck>();
        services.AddSingleton<CuttableCopy>();
        services.AddSingleton<Keeping>();
        services.AddSingleton<Planner>();
        services.AddSingleton(provider => new HardwareEncoders(
            provider.GetRequiredService<FfmpegTools>(),
            provider.GetRequiredService<ProgramRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<EncodingOptions>>(),
            provider.GetRequiredService<ILogger<HardwareEncoders>>()
        ));
        services.AddSingleton(provider => new ChunkSlots(provider.GetRequiredService<IOptions<EncodingOptions>>()));
        services.AddSingleton<ChunkEncoder>();
        services.AddSingleton<PictureStage>();
        services.AddSingleton<SoundStage>();
        services.AddSingleton<SubtitleStage>();
        services.AddSingleton<DamageSearch>();
        services.AddSingleton<SegmentMaker>();
        services.AddSingleton<RenditionStage>();
        services.AddSingleton<PosterStage>();
        services.AddSingleton<PackageStage>();
        services.AddSingleton<ResultCheck>();
        services.AddSingleton<ManifestStage>();
        services.AddIntegrity();
        services.AddSingleton<AcceptedSource>();
        services.AddSingleton<Encoder>();
        services.AddSingleton<EncodingRecovery>();
        services.AddHostedService<FfmpegWatch>();
        services.AddHostedService<EncodingWorkers>();
        services.AddHostedService<StaleJobSweeper>();
        services.AddHostedService<WaitingEncodesWatch>();
        return services;
    }
}
