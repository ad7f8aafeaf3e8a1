using StreamVault.Core.Jobs;

namespace StreamVault.Web.Streaming;

/// <summary>Records that somebody is watching, so that jobs that can wait don't compete with playback. Thread-safe.</summary>
internal sealed class PlaybackFilter(PlaybackActivity audience) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        audience.Note();
        return next(context);
    }
}
