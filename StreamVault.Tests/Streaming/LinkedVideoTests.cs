using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>A server with one ready video, its owner, and a player with a link to the video.</summary>
public abstract class LinkedVideoTests : IAsyncLifetime
{
    private protected StreamVaultApp App { get; } = new();

    private protected HttpClient Owner { get; private set; } = null!;

    private protected HttpClient Player { get; private set; } = null!;

    private protected StoredVideo Video { get; private set; } = null!;

    private protected TokenJson Token { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Owner = await App.SignInAsync();
        Player = App.CreateClient();
        Video = await StoredVideo.LayAsync(App);
        Token = await Owner.MakeTokenAsync(Video.Id.Value);
    }

    public virtual async Task DisposeAsync()
    {
        Owner.Dispose();
        Player.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>The URL of a path below the video, with the link's token.</summary>
    private protected string With(string path) => $"{Video.Url(path)}?token={Token.Token}";

    /// <summary>The response to the player's request with these headers.</summary>
    private protected async Task<HttpResponseMessage> AskAsync(
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, With(path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Player.SendAsync(request);
    }
}
