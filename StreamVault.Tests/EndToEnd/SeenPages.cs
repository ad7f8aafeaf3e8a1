namespace StreamVault.Tests.EndToEnd;

/// <summary>What was seen of each page, so that it need be loaded only once.</summary>
public sealed class SeenPages
{
    private readonly Dictionary<string, Task<SeenPage>> _seen = [];

    internal Task<SeenPage> OnceAsync(string page, Func<Task<SeenPage>> see) =>
        _seen.TryGetValue(page, out var seen) ? seen : _seen[page] = see();
}

/// <param name="Violations">What Axe found, in both themes.</param>
/// <param name="Requests">The addresses of all that it fetched.</param>
/// <param name="Complaints">What the browser's console said in the way of errors and warnings.</param>
internal sealed record SeenPage(
    IReadOnlyList<string> Violations,
    IReadOnlyList<string> Requests,
    IReadOnlyList<string> Complaints
);
