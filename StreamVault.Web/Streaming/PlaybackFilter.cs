using StreamVault.Core.Jobs;

namespace StreamVault.Web.Streaming;

/// <summary>Records that someone is watching, so that jobs that can wait don't compete with playback. Thread-safe.</summary>
internal sealed class PlaybackFilter(PlaybackActivity playback) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        playback.RecordPlayback();
        return next(context);
    }
}
