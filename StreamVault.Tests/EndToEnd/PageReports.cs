namespace StreamVault.Tests.EndToEnd;

/// <summary>The report of each page, so that several tests can share one visit.</summary>
public sealed class PageReports
{
    private readonly Dictionary<string, Task<PageReport>> _reports = [];

    internal Task<PageReport> GetOrCreateAsync(string page, Func<Task<PageReport>> create) =>
        _reports.TryGetValue(page, out var report) ? report : _reports[page] = create();
}

/// <param name="Violations">What axe found, in both themes.</param>
/// <param name="Requests">The addresses of all requests.</param>
/// <param name="Complaints">Errors and warnings in the browser's console.</param>
/// <param name="WidthOnPhone">How many pixels it needs on the narrowest phone.</param>
internal sealed record PageReport(
    IReadOnlyList<string> Violations,
    IReadOnlyList<string> Requests,
    IReadOnlyList<string> Complaints,
    int WidthOnPhone
);
