using System.Net.ServerSentEvents;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Jobs;

/// <summary>A client that follows the jobs and ignores heartbeats.</summary>
internal sealed class JobEventStream : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(Until.Encoded);
    private readonly Stream _stream;
    private IAsyncEnumerator<SseItem<string>>? _events;

    private JobEventStream(Stream stream) => _stream = stream;

    private IAsyncEnumerator<SseItem<string>> Events =>
        _events ??= SseParser.Create(_stream).EnumerateAsync(_patience.Token).GetAsyncEnumerator(_patience.Token);

    /// <summary>Opens the stream.</summary>
    /// <param name="client">A client with a session.</param>
    /// <param name="server">The server's address; null for the client's own.</param>
    public static async Task<JobEventStream> OpenAsync(HttpClient client, Uri? server = null) =>
        new(
            await client.GetStreamAsync(
                server is null
                    ? new Uri(StreamVaultUrls.ApiJobEvents, UriKind.Relative)
                    : new Uri(server, StreamVaultUrls.ApiJobEvents)
            )
        );

    /// <summary>The job of the next event; of the kind null if it is no longer listed.</summary>
    public async Task<JsonElement> NextAsync() => (await NextEventAsync()).GetProperty("job");

    /// <summary>The next event.</summary>
    public async Task<JsonElement> NextEventAsync()
    {
        while (await Events.MoveNextAsync())
        {
            if (Events.Current.EventType == "job")
            {
                using var happened = JsonDocument.Parse(Events.Current.Data);
                return happened.RootElement.Clone();
            }
        }

        throw new InvalidOperationException("The events ended.");
    }

    /// <summary>Waits until data is available, without reading it.</summary>
    public async Task BeginsAsync() =>
        (await _stream.ReadAsync(Memory<byte>.Empty, _patience.Token)).Should().Be(0, "nothing was read");

    /// <summary>Waits for the end of the stream.</summary>
    public async Task<bool> EndsAsync()
    {
        while (await Events.MoveNextAsync())
        {
            // Skips events that were already in transit.
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_events is not null)
        {
            await _events.DisposeAsync();
        }

        await _stream.DisposeAsync();
        _patience.Dispose();
    }
}
