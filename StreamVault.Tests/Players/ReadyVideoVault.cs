using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Players;

/// <summary>
/// A server process with one ready video in two qualities, shared by the tests of the <see cref="Name"/> collection.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ReadyVideoVault : IAsyncLifetime, ICollectionFixture<ReadyVideoVault>
{
    /// <summary>The collection for tests that need it.</summary>
    public const string Name = "A vault with a ready video";

    /// <summary>The frame rate of the source.</summary>
    public const int FramesPerSecond = 25;

    /// <summary>The number of frames of the source: ten seconds, which are three segments, the last of 50 frames.</summary>
    public const int Frames = 10 * FramesPerSecond;

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>The video.</summary>
    public VideoJson Video { get; private set; } = null!;

    private TokenJson? _token;

    /// <summary>A token for the video that never expires; always the same one.</summary>
    public async Task<TokenJson> TokenAsync() => _token ??= await Owner.MakeTokenAsync(Video.Id);

    private TokenJson? _twoLanguages;

    /// <summary>A token for a ready video in two languages: see <see cref="ManyTracks"/>. Always the same one.</summary>
    public async Task<TokenJson> TwoLanguageTokenAsync()
    {
        if (_twoLanguages is null)
        {
            var video = await Owner.UploadAsync(await ManyTracks.MakeAsync("mkv", "srt"));
            await Owner.ReadyAsync(video.Id);
            _twoLanguages = await Owner.MakeTokenAsync(video.Id);
        }

        return _twoLanguages;
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync();
        Owner = await Server.SignInAsync();
        var clip = await Clips.MakeAsync(new Clip(1280, 720, Seconds: 10));
        var uploaded = await Owner.UploadAsync(clip, "Ready video");
        Video = await Owner.ReadyAsync(uploaded.Id);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        Owner?.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
