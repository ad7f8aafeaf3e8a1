using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    $"StreamVault.Tests.Infrastructure.{nameof(StreamVault.Tests.Infrastructure.LongestFirst)}",
    "StreamVault.Tests"
)]

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// Starts with the browser tests: each collection runs sequentially, takes the longest, and mostly waits, so encoding tests
/// can run beside them. Started later, they would run alone at the end with most cores idle.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection =>
            collection.DisplayName is Browser.Watching or Browser.Adding or Browser.OwnServer
        );
}
