using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StreamVault.Core.Accounts;
using StreamVault.Core.Adoption;
using StreamVault.Core.Albums;
using StreamVault.Core.Background;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Encoding;
using StreamVault.Core.Events;
using StreamVault.Core.Exports;
using StreamVault.Core.Imports;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Marks;
using StreamVault.Core.Passages;
using StreamVault.Core.Persistence;
using StreamVault.Core.Places;
using StreamVault.Core.Playback;
using StreamVault.Core.Previews;
using StreamVault.Core.Recording;
using StreamVault.Core.Settings;
using StreamVault.Core.Similarity;
using StreamVault.Core.Storage;
using StreamVault.Core.Tags;
using StreamVault.Core.Tokens;
using StreamVault.Core.Trash;
using StreamVault.Core.Uploads;

namespace StreamVault.Core;

/// <summary>Registers the vault: everything that works without a browser.</summary>
public static class VaultServices
{
    /// <summary>Adds the library, the queue, tokens, uploads and the account of one data folder.</summary>
    public static IServiceCollection AddVault(this IServiceCollection services)
    {
        services
            .AddSettings<VaultOptions>("StreamVault")
            .Validate<IHostEnvironment>(
                (vault, environment) => FfmpegCanName(FolderOf(vault, environment)),
                "StreamVault:DataPath must lead through no folder with ?, # or % in its name: FFmpeg takes them for parts of an "
                    + "address. Rename that folder, or choose another one, as in /srv/streamvault."
            )
            .ValidateOnStart();
        services.AddSettings<UploadOptions>("StreamVault:Uploads");
        services.AddSettings<RecordingOptions>("StreamVault:Recording");
        services
            .AddSettings<JobOptions>("StreamVault:Encoding")
            .Validate(
                jobs => jobs.Heartbeat * 2 <= jobs.StaleAfter,
                "StreamVault:Encoding:Heartbeat must be at most half of StreamVault:Encoding:StaleAfter. Good values are "
                    + "00:00:30 and 00:05:00."
            )
            .ValidateOnStart();
        services.AddSingleton<SettingsCatalog>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(OpenStorage);
        services.AddDatabase();
        services.AddSingleton<EventHub>();
        services.AddJobs();
        services.AddSingleton<VideoLibrary>();
        services.AddSingleton<TagLibrary>();
        services.AddSingleton<PersonFaces>();
        services.AddSingleton<AlbumLibrary>();
        services.AddSingleton<BulkEdit>();
        services.AddSingleton<DatePreview>();
        services.AddSidecars();
        services.AddSingleton<QuarantineAdoption>();
        services.AddAccessTokens();
        services.AddSingleton<LinkPreviews>();
        services.AddSingleton<UploadAdmission>();
        services.AddSingleton<IncomingUploads>();
        services.AddSingleton<UploadIntake>();
        services.AddSingleton<ResumableUploads>();
        services.AddSingleton<IntakeRecovery>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddScoped<VaultAccount>();
        services.AddExports();
        // This is the first hosted service, so that the vault is open when the others start.
        services.AddHostedService<VaultOpening>();
        services.AddHostedService<WriteAheadLogKeeper>();
        services.AddHostedService<BallastKeeper>();
        services.AddHostedService<TokenUseWriter>();
        services.AddHostedService<UploadSweeper>();
        services.AddHostedService<SessionUpkeep>();
        services.AddHostedService<SidecarUpkeep>();
        services.AddHostedService<SearchUpkeep>();
        services.AddImports();
        services.AddBackground();
        services.AddTrash();
        services.AddPlayback();
        services.AddSingleton<VideoMarks>();
        services.AddIntegrityTasks();
        services.AddPassageTasks();
        services.AddSimilarity();
        services.AddPlaces();
        services.AddEncoding();
        services.AddPreviews();
        return services;
    }

    private static VaultStorage OpenStorage(IServiceProvider services)
    {
        var folder = FolderOf(
            services.GetRequiredService<IOptions<VaultOptions>>().Value,
            services.GetRequiredService<IHostEnvironment>()
        );
        try
        {
            return new VaultStorage(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataFolderFaults.Explain(folder, e);
        }
    }

    private static string FolderOf(VaultOptions vault, IHostEnvironment environment) =>
        Path.GetFullPath(Path.Combine(environment.ContentRootPath, vault.DataPath));

    private static bool FfmpegCanName(string path) => path.IndexOfAny(['?', '#', '%']) < 0;
}
