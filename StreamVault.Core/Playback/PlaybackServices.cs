using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Playback;

/// <summary>Registers what remembers how far videos were watched.</summary>
public static class PlaybackServices
{
    /// <summary>Adds playback positions and the history. The caller adds the database and the clock.</summary>
    public static IServiceCollection AddPlayback(this IServiceCollection services) =>
        services.AddSingleton<PlaybackPositions>().AddSingleton<PlayHistory>();
}
