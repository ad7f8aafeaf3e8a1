using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tokens;

/// <summary>Describes how much a link was used, so that its owner notices if it was passed on.</summary>
internal static class LinkUse
{
    /// <returns><c>Played 12 times from 3 addresses, 4.20 GB, last used 5 min ago</c>, without parts that are zero.</returns>
    public static string Describe(AccessToken token, TimeProvider clock)
    {
        if (token.LastUsedAt is not { } last)
        {
            return "Never used";
        }

        var ago = Readable.Ago(last, clock);
        return token.Plays == 0
            ? string.Join(", ", ((string?[])[$"Used {ago}", Sent(token)]).OfType<string>())
            : string.Join(", ", ((string?[])[Played(token), Sent(token), $"last used {ago}"]).OfType<string>());
    }

    private static string Played(AccessToken token)
    {
        var more = token.Addresses == AccessToken.MaxAddresses ? "at least " : "";
        return $"Played {Readable.Count(token.Plays, "time", "times")} from {more}{Readable.Count(token.Addresses, "address", "addresses")}";
    }

    private static string? Sent(AccessToken token) => token.BytesSent > 0 ? ByteText.Of(token.BytesSent) : null;
}
